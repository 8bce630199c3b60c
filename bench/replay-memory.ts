import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ReplaySummary } from '../src/embedded/replay/summary.ts';
import { history, historyText } from '../src/simulator/history.ts';

export type ReplayMemory = { readonly rows: number; readonly rowsPerSecond: number; readonly peakPrivateMb: number };

const START_MS = Date.parse('2025-01-01T00:00:00Z');
const LOOK_MS = 500;

/** Replays a simulated file of so many rows in a process of its own and watches its anonymous memory, the page cache not counted. Linux only. */
export const benchReplayMemory = async (rows: number): Promise<ReplayMemory> => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  try {
    const file = join(folder, 'payments.csv.gz');
    await pipeline(Readable.from(csvOf(rows)), createGzip({ level: 1 }), createWriteStream(file));
    return await watchReplay(file, join(folder, 'data'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The CSV of so many simulated payments. */
const csvOf = (rows: number): Iterable<string> =>
  historyText(history({ seed: 3, accounts: Math.ceil(rows / 20), startMs: START_MS, rows }), 'csv', START_MS);

const watchReplay = async (file: string, data: string): Promise<ReplayMemory> => {
  const options = ['--format', 'examples/simulated.json', '--data', data, '--json'];
  const child = spawn(process.execPath, [...replayArgs(), file, ...options]);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  let peakPrivateMb = 0;
  const watch = setInterval(() => {
    peakPrivateMb = Math.max(peakPrivateMb, privateMegabytes(child.pid));
  }, LOOK_MS);
  await once(child, 'close');
  clearInterval(watch);
  const summary: ReplaySummary = JSON.parse(Buffer.concat(chunks).toString());
  return { rows: summary.rows, rowsPerSecond: summary.rowsPerSecond, peakPrivateMb };
};

/** What `npm run replay` hands to Node: the limits of its heap are part of what is measured. */
const replayArgs = (): readonly string[] => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  return scripts.replay.split(' ').slice(1);
};

/** Anonymous memory of a process; 0 once it is gone. */
const privateMegabytes = (pid: number | undefined): number => {
  try {
    return Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
};
