import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.ts';
import { runProgram } from './run-program.ts';

/** `core` runs the committed model, `bench` trains and measures candidates, `mlflow` shows the runs. Each is an environment of its own. */
export type Environment = 'core' | 'bench' | 'mlflow';

const FILES: Readonly<Record<Environment, { readonly folder: string; readonly requirements: string }>> = {
  core: { folder: '.venv', requirements: 'requirements.txt' },
  bench: { folder: '.venv-bench', requirements: 'requirements-bench.txt' },
  mlflow: { folder: '.venv-mlflow', requirements: 'requirements-mlflow.txt' },
};

export const SYSTEM_PYTHON = process.platform === 'win32' ? 'python' : 'python3';

/**
 * Makes the Python environment if it is not there, was left half-made or has other pins, with the interpreter `python`.
 * Returns the command of its own interpreter.
 */
export const pythonEnvironment = (environment: Environment, python: string = SYSTEM_PYTHON): string => {
  const folder = join(ROOT, 'model', FILES[environment].folder);
  const requirements = join(ROOT, 'model', FILES[environment].requirements);
  const own = process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
  /** A copy of what was installed. */
  const installed = join(folder, 'installed.txt');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return own;
  const check = 'import sys; sys.version_info >= (3, 10) or sys.exit(f"Python {sys.version}, allowed 3.10 or later")';
  runProgram(python, ['-c', check]);
  process.stderr.write(`making ${FILES[environment].folder}, once\n`);
  runProgram(python, ['-m', 'venv', '--clear', folder]);
  runProgram(own, ['-m', 'pip', 'install', '--quiet', '--require-hashes', '-r', requirements]);
  writeFileSync(installed, wanted);
  return own;
};
