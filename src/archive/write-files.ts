import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf } from '../domain/profile/day.ts';
import { makeFolder } from '../make-folder.ts';
import { ARCHIVE_PARTITION } from './columns.ts';
import { fileName, PARTIAL } from './file-name.ts';
import { parquetBytes } from './parquet-bytes.ts';
import type { ArchiveRow } from './row.ts';

/** A row, and the position of its change on the stream. */
export type Archived = { readonly position: number; readonly row: ArchiveRow };

/** Changes of one shard, in ascending order of positions, for the table that lies in a folder. */
export type WriteOrder<Record> = {
  readonly table: string;
  readonly shard: number;
  readonly records: readonly Record[];
};

/** Writes rows as files, one or more for each day. Safe against power loss when it resolves; the same rows make the same files again. */
export const writeFiles = async ({ table, shard, records }: WriteOrder<Archived>): Promise<void> => {
  for (const run of runsByDay(records)) {
    const range = { shard, first: run.records[0].position, last: run.records[run.records.length - 1].position };
    const dir = join(table, `${ARCHIVE_PARTITION}=${run.day}`);
    await writeDurably(dir, fileName(range), parquetBytes(run.records.map(({ row }) => row)));
  }
};

type Run = { readonly day: string; readonly records: Archived[] };

/** Cuts where the day changes, so that every file holds all positions from its first to its last. */
const runsByDay = (records: readonly Archived[]): readonly Run[] => {
  const runs: Run[] = [];
  for (const record of records) {
    const day = dayText(record.row.recorded_at);
    const run = runs.at(-1);
    if (run?.day === day) run.records.push(record);
    else runs.push({ day, records: [record] });
  }
  return runs;
};

let lastDay = { number: Number.NaN, text: '' };

const dayText = (atMs: number): string => {
  const number = dayOf(atMs);
  if (number !== lastDay.number) lastDay = { number, text: new Date(atMs).toISOString().slice(0, 10) };
  return lastDay.text;
};

/** The file is there whole or not at all, whenever the process or the machine ends. */
const writeDurably = async (dir: string, name: string, bytes: Uint8Array): Promise<void> => {
  await makeFolder(dir);
  const partial = join(dir, `${name}${PARTIAL}`);
  const file = await open(partial, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, join(dir, name));
  await syncFolder(dir);
};

const syncFolder = async (dir: string): Promise<void> => {
  // Windows has no way to do this.
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
