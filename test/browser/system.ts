import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type RunningSystem = { readonly url: string; readonly stop: () => Promise<void> };

const START_WITHIN_MS = 30_000;

/**
 * Starts the real system on a free port with its data in a fresh directory, and waits for the address that it prints.
 * SLUICE_URL names one that is running already, on another machine even; that one is left running.
 */
export const startSystem = async ({ rate = 20 }: { readonly rate?: number } = {}): Promise<RunningSystem> => {
  const running = process.env['SLUICE_URL'];
  if (running !== undefined) return { url: running, stop: async () => {} };
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-browser-'));
  const child = spawn(process.execPath, ['bin/start.ts', '--port', '0', '--data', dataDir, '--rate', String(rate)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const printed: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`the system ${why}; it printed:\n${printed.join('\n')}`));
    const timer = setTimeout(() => fail(`printed no address within ${START_WITHIN_MS / 1000} s`), START_WITHIN_MS);
    const read = (line: string): void => {
      printed.push(line);
      const address = /Dashboard\s+(http:\/\/\S+)/.exec(line)?.[1];
      if (address !== undefined) {
        clearTimeout(timer);
        resolve(address.replace(/\/$/, ''));
      }
    };
    createInterface({ input: child.stdout }).on('line', read);
    createInterface({ input: child.stderr }).on('line', read);
    void exited.then(() => {
      clearTimeout(timer);
      fail('ended before it printed an address');
    });
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
