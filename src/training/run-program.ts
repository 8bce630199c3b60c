import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { ROOT } from '../root.ts';
import { faultOf } from './fault.ts';

const QUIET = {
  /** Threads that wait for one another sleep instead of spinning: on a busy machine the spinning takes the time of those waited for. */
  OMP_WAIT_POLICY: 'passive',
  /** MLflow would tell its makers what it is used for, and would start workers for jobs that there are none of. */
  MLFLOW_DISABLE_TELEMETRY: 'true',
  MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
};

/** Runs a program to its end in the repository; what it has to say, it says itself. Throws a fault (fault.ts) when it fails. */
export const runProgram = (command: string, args: readonly string[]): void => {
  const { error, status, signal } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...QUIET },
  });
  if (error !== undefined) throw faultOf(`${command} cannot be run: ${error.message}`);
  if (status !== 0) throw faultOf(`${nameOf(command, args)} ended with ${signal ?? status}`);
};

/** The script that an interpreter runs, else the command. */
const nameOf = (command: string, args: readonly string[]): string =>
  basename(args.find((arg) => /\.(py|ts)$/.test(arg)) ?? command);

/** What a program writes to its output, trimmed; undefined when it fails or is not there. */
export const outputOf = (command: string, args: readonly string[]): string | undefined => {
  const { status, stdout } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};
