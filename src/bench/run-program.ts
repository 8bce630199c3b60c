import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { faultOf } from './fault.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

/** Runs a program to its end in the repository; what it has to say, it says itself. Throws a BenchError when it fails. */
export const runProgram = (command: string, args: readonly string[]): void => {
  const { error, status, signal } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
  if (error !== undefined) throw faultOf(`${command} cannot be run: ${error.message}`);
  if (status !== 0) throw faultOf(`${[command, ...args.slice(0, 1)].join(' ')} ended with ${signal ?? status}`);
};

/** What a program writes to its output, trimmed; undefined when it fails or is not there. */
export const outputOf = (command: string, args: readonly string[]): string | undefined => {
  const { status, stdout } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};
