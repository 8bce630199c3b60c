import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { wholeNumber } from '../src/cli/numbers.ts';
import { POLICY } from '../src/domain/decision/policy.ts';
import { FEATURES_VERSION } from '../src/domain/features/index.ts';

const ROOT = join(import.meta.dirname, '..');
const MODEL = join(ROOT, 'model');
const VENV = join(MODEL, '.venv');
const VENV_PYTHON = process.platform === 'win32' ? join(VENV, 'Scripts', 'python.exe') : join(VENV, 'bin', 'python');
const REQUIREMENTS = join(MODEL, 'requirements.txt');
/** A copy of what was installed: the environment is made again when it was left half-made or the pins have changed. */
const INSTALLED = join(VENV, 'installed.txt');

type Options = {
  readonly seed: number;
  readonly rows: number;
  readonly table?: string;
  readonly python: string;
  readonly environment?: boolean;
};

const main = (): void => {
  const options = new Command('npm run train --')
    .description('Trains the model on replayed simulated payments; writes model/artefacts/ and docs/model-card.md.')
    .option('--seed <n>', 'seed of the simulation and of the training', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--rows <n>', 'payments to simulate', wholeNumber(1_000, 100_000_000), 1_000_000)
    .option('--table <file>', 'train on this feature table, made earlier from the same seed and rows')
    .option('--environment', 'make the Python environment and stop: for model/serve.py')
    .option('--python <command>', 'Python 3.10 or later', process.platform === 'win32' ? 'python' : 'python3')
    .parse()
    .opts<Options>();
  prepareVenv(options.python);
  if (options.environment) return;
  if (options.table !== undefined && !existsSync(options.table)) throw new Error(`${options.table}: no such table`);
  const table = options.table ?? makeTable(options);
  const { seed, rows } = options;
  const command = `npm run train -- --seed ${seed} --rows ${rows}`;
  const context = JSON.stringify({ seed, command, policy: POLICY });
  const out = ['--out', join(MODEL, 'artefacts'), '--card', join(ROOT, 'docs', 'model-card.md')];
  run(VENV_PYTHON, [join(MODEL, 'train.py'), '--table', table, '--context', context, ...out]);
};

const prepareVenv = (python: string): void => {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === wanted) return;
  run(python, [
    '-c',
    'import sys; sys.version_info >= (3, 10) or sys.exit(f"Python {sys.version}, allowed 3.10 or later")',
  ]);
  run(python, ['-m', 'venv', '--clear', VENV]);
  run(VENV_PYTHON, ['-m', 'pip', 'install', '--quiet', '--require-hashes', '-r', REQUIREMENTS]);
  writeFileSync(INSTALLED, wanted);
};

const makeTable = ({ seed, rows }: Options): string => {
  const folder = join(MODEL, 'tables');
  mkdirSync(folder, { recursive: true });
  const table = join(folder, `seed-${seed}-rows-${rows}-features-${FEATURES_VERSION}.parquet`);
  const args = ['--simulate', '--seed', String(seed), '--rows', String(rows), '--out', table];
  run(process.execPath, [join(ROOT, 'bin', 'features.ts'), ...args]);
  return table;
};

/** Runs a program to its end; what it has to say, it says itself. */
const run = (command: string, args: readonly string[]): void => {
  const { error, status, signal } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
  if (error !== undefined) throw new Error(`${command} cannot be run: ${error.message}`);
  if (status !== 0) throw new Error(`${[command, ...args.slice(0, 1)].join(' ')} ended with ${signal ?? status}`);
};

try {
  main();
} catch (error) {
  process.stderr.write(`train: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
