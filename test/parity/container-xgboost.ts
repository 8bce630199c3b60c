import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/root.ts';
import { runProgram } from '../../src/training/run-program.ts';

const FOLDER = join(ROOT, 'model', '.venv-container');
const REQUIREMENTS = join(ROOT, 'model', 'requirements-container.txt');
/** A copy of what was installed. */
const INSTALLED = join(FOLDER, 'installed.txt');

/** Installs the XGBoost of SageMaker's container with the interpreter `python`, if it is not there; returns its folder, for PYTHONPATH. */
export const containerXgboost = (python: string): string => {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === wanted) return FOLDER;
  rmSync(FOLDER, { recursive: true, force: true });
  const options = ['--quiet', '--no-deps', '--require-hashes', '--target', FOLDER];
  runProgram(python, ['-m', 'pip', 'install', ...options, '-r', REQUIREMENTS]);
  writeFileSync(INSTALLED, wanted);
  return FOLDER;
};
