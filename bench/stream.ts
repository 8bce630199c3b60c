import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { StreamRun } from './stream/child.ts';

const CHILD = fileURLToPath(new URL('./stream/child.ts', import.meta.url));

/** As `npm start` runs. */
const HEAP = ['--max-semi-space-size=32'];

/** Runs the whole stream path in a process of its own: put, decide, record, count, alert, durable writes included. */
export const benchStream = async (accounts: number, payments: number): Promise<StreamRun> => {
  const { stdout } = await promisify(execFile)(process.execPath, [...HEAP, CHILD, String(accounts), String(payments)], {
    maxBuffer: 1 << 20,
  });
  return JSON.parse(stdout);
};
