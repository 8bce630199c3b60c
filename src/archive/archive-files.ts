import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { ARCHIVE_TABLE } from './columns.ts';
import { PARTIAL, type Range, rangeOf } from './file-name.ts';
import type { WriteOrder } from './write-files.ts';

/** What has a position on the change stream. */
type Positioned = { readonly position: number };

export type ArchiveFiles<Record extends Positioned> = {
  /** Position up to which the shard's changes are in the archive. */
  readonly through: (shard: number) => number;
  /** Writes what is not in the archive yet, in ascending order of positions. Safe against power loss when it resolves. */
  readonly append: (shard: number, records: readonly Record[]) => Promise<void>;
};

export type ArchiveOptions<Record extends Positioned> = {
  readonly folder: string;
  /** Last position of each shard of the change stream. */
  readonly ends: readonly number[];
  readonly report: (message: string) => void;
  /** Writes the files of changes, as `writeFiles` does. */
  readonly write: (order: WriteOrder<Record>) => Promise<void>;
};

/**
 * Opens the archive's folder. What is in it is told by the names of its files alone, so a batch that comes twice, or again in other
 * bounds, is written once. Files of positions that the stream has not reached are of another stream, or of one whose end was lost with
 * the power: they are set aside.
 */
export const openArchive = async <Record extends Positioned>({
  folder,
  ends,
  report,
  write,
}: ArchiveOptions<Record>): Promise<ArchiveFiles<Record>> => {
  const table = join(folder, ARCHIVE_TABLE);
  await makeFolder(table);
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
      if (fresh.length === 0) return;
      await write({ table, shard, records: fresh });
      through[shard] = fresh[fresh.length - 1].position;
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

const setAside = async (folder: string, { dir, name }: Found, report: (message: string) => void): Promise<void> => {
  const aside = join(folder, 'set-aside');
  await makeFolder(aside);
  await rename(join(dir, name), join(aside, `${Date.now()}-${name}`));
  report(`the archive holds ${name}, which the change stream has not reached: it was moved to ${aside}`);
};
