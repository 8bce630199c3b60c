import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ARCHIVE_PARTITION, ARCHIVE_TABLE } from './columns.ts';
import { fileName, type Range, rangeOf } from './file-name.ts';
import { parquetBytes } from './parquet-bytes.ts';
import type { ArchiveRow } from './row.ts';

/** A row, and the position of its change on the stream. */
export type Archived = { readonly position: number; readonly row: ArchiveRow };

export type ArchiveFiles = {
  /** Position up to which the shard's changes are in the archive. */
  readonly through: (shard: number) => number;
  /** Writes what is not in the archive yet, in ascending order of positions. Safe against power loss when it resolves. */
  readonly append: (shard: number, records: readonly Archived[]) => Promise<void>;
};

export type ArchiveOptions = {
  readonly folder: string;
  /** Last position of each shard of the change stream. */
  readonly ends: readonly number[];
  readonly report: (message: string) => void;
};

const PARTIAL = '.partial';

/**
 * Opens the archive's folder. What is in it is told by the names of its files alone, so a batch that comes twice, or again in other
 * bounds, is written once. Files of positions that the stream has not reached are of another stream, or of one whose end was lost with
 * the power: they are set aside.
 */
export const openArchive = async ({ folder, ends, report }: ArchiveOptions): Promise<ArchiveFiles> => {
  const table = join(folder, ARCHIVE_TABLE);
  await mkdir(table, { recursive: true });
  const through = ends.map(() => 0);
  for (const found of await filesIn(table)) {
    const { shard, last } = found.range;
    if (last > (ends[shard] ?? 0)) await setAside(folder, found, report);
    else through[shard] = Math.max(through[shard], last);
  }
  return {
    through: (shard) => through[shard] ?? 0,
    append: async (shard, records) => {
      const fresh = records.filter(({ position }) => position > (through[shard] ?? 0));
      for (const run of runsByDay(fresh)) {
        const range = { shard, first: run.records[0].position, last: run.records[run.records.length - 1].position };
        const dir = join(table, `${ARCHIVE_PARTITION}=${run.day}`);
        await writeDurably(dir, fileName(range), parquetBytes(run.records.map(({ row }) => row)));
        through[shard] = range.last;
      }
    },
  };
};

type Found = { readonly dir: string; readonly name: string; readonly range: Range };

/** The files of the table; what an earlier process left half-written is removed. */
const filesIn = async (table: string): Promise<readonly Found[]> => {
  const entries = await readdir(table, { recursive: true, withFileTypes: true });
  const found: Found[] = [];
  for (const { name, parentPath } of entries) {
    const range = rangeOf(name);
    if (range !== undefined) found.push({ dir: parentPath, name, range });
    if (name.endsWith(PARTIAL)) await rm(join(parentPath, name));
  }
  return found;
};

const setAside = async (folder: string, { dir, name }: Found, report: ArchiveOptions['report']): Promise<void> => {
  const aside = join(folder, 'set-aside');
  await mkdir(aside, { recursive: true });
  await rename(join(dir, name), join(aside, `${Date.now()}-${name}`));
  report(`the archive holds ${name}, which the change stream has not reached: it was moved to ${aside}`);
};

type Run = { readonly day: string; readonly records: Archived[] };

/** Cuts where the day changes, so that every file holds all positions from its first to its last. */
const runsByDay = (records: readonly Archived[]): readonly Run[] => {
  const runs: Run[] = [];
  for (const record of records) {
    const day = dayOf(record.row.recorded_at);
    const run = runs.at(-1);
    if (run?.day === day) run.records.push(record);
    else runs.push({ day, records: [record] });
  }
  return runs;
};

const DAY_MS = 86_400_000;
let lastDay = { number: Number.NaN, text: '' };

const dayOf = (atMs: number): string => {
  const number = Math.floor(atMs / DAY_MS);
  if (number !== lastDay.number) lastDay = { number, text: new Date(atMs).toISOString().slice(0, 10) };
  return lastDay.text;
};

/** The file is there whole or not at all, whenever the process or the machine ends. */
const writeDurably = async (dir: string, name: string, bytes: Uint8Array): Promise<void> => {
  await mkdir(dir, { recursive: true });
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
