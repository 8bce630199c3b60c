import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { history, historyText } from '../../src/simulator/history.ts';
import type { TableRun } from './child.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
const START_MS = Date.parse('2025-01-01T00:00:00Z');

/** Makes the feature table of a simulated CSV file of so many rows, in a process of its own. */
export const benchFeatureTable = async (rows: number): Promise<TableRun> => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  try {
    const file = join(folder, 'payments.csv');
    await pipeline(Readable.from(csvOf(rows)), createWriteStream(file));
    const { stdout } = await promisify(execFile)(process.execPath, [CHILD, file, join(folder, 'table.parquet')]);
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The CSV of so many simulated payments. */
const csvOf = (rows: number): Iterable<string> =>
  historyText(history({ seed: 3, accounts: 10_000, startMs: START_MS, rows }), 'csv', START_MS);
