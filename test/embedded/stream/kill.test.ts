import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { aStore, removeStores } from '../a-store.ts';
import { aStream, consuming, stopConsumers } from './a-stream.ts';

afterEach(async () => {
  await stopConsumers();
  await removeStores();
});

const CHILD = fileURLToPath(new URL('./kill-child.ts', import.meta.url));
const KILLS = 6;

/** Runs the child until it is killed at a random moment of its work; its lines up to then. */
const runAndKill = async (dir: string, run: number): Promise<readonly string[]> => {
  const child = spawn(process.execPath, [CHILD, dir, String(run)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((resolve) => child.once('close', resolve));
  const lines: string[] = [];
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), Math.random() * 150));
  for await (const line of createInterface({ input: child.stdout })) lines.push(line);
  await gone;
  return lines;
};

const told = (lines: readonly string[], mark: string): readonly string[] =>
  lines.filter((line) => line.startsWith(mark)).flatMap((line) => line.slice(1).split(' '));

/** A key's records in the order in which they first appear. */
const firstTimes = (texts: readonly string[], key: string): readonly string[] => [
  ...new Set(texts.filter((text) => text.startsWith(`${key}:`))),
];

describe('a process that is killed, again and again', () => {
  test('loses no acknowledged record, keeps the order of each key, and never goes back behind a checkpoint by more than a batch', async () => {
    const first = await aStore();
    await first.store.close();
    const lines: string[] = [];
    for (let run = 0; run < KILLS; run += 1) lines.push(...(await runAndKill(first.dir, run)));

    const { store } = await first.reopen();
    const stream = await aStream(store, { shards: 2 });
    const { calls } = consuming(stream, async () => undefined);
    await stream.room(0);
    const left = calls.flat();

    const acknowledged = told(lines, '+');
    const given = [...told(lines, '='), ...left];
    expect(acknowledged.length).toBeGreaterThan(KILLS);
    expect(lines.filter((line) => line.startsWith('!'))).toEqual([]);
    expect(acknowledged.filter((text) => !new Set(given).has(text))).toEqual([]);
    for (const text of told(lines, '.')) expect(store.getText(`X${text}`)).toBe(text);
    for (const key of ['k0', 'k3', 'k6']) {
      const order = firstTimes(given, key);
      expect(order).toEqual([...order].sort());
    }
    const again = given.length - new Set(given).size;
    expect(again).toBeLessThanOrEqual(KILLS * 2 * 50 * 2);
  }, 60_000);
});
