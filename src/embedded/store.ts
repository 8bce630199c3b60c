import { join } from 'node:path';
import { createGroupCommit, type GroupCommit, type Op, type Value } from './store/group-commit.ts';
import { type Level, openLevel, type StoreOptions } from './store/open-level.ts';
import { createReader } from './store/reader.ts';
import { createWriter, type Writer } from './store/writer.ts';

export type { Op, Value } from './store/group-commit.ts';
export { isStoreError, type StoreError, type StoreOptions } from './store/open-level.ts';

/** Bounds of a range of keys; keys compare by their UTF-8 bytes. */
export type Range = {
  readonly gte?: string;
  readonly gt?: string;
  readonly lte?: string;
  readonly lt?: string;
  readonly reverse?: boolean;
};
export type PageOptions = {
  readonly limit: number;
  /** Ends the page early once it holds this many bytes. */
  readonly maxBytes?: number;
};
export type Entry = readonly [key: string, value: Buffer];

/**
 * One ordered key-value store. Reads of keys are synchronous and see what is staged; writes are staged at once and reach the disk in
 * groups, each atomic, in the order they were staged. What one `stage` call holds is never split.
 */
export type Store = {
  readonly get: (key: string) => Buffer | undefined;
  /** As `get`, for values that are UTF-8 text; half the price of bytes. */
  readonly getText: (key: string) => string | undefined;
  /** As `get` of each, as of the moment it is called; many of them are looked up on another thread. */
  readonly getMany: (keys: readonly string[]) => Promise<readonly (Buffer | undefined)[]>;
  /** Resolves when written: it then survives the end of the process, and a loss of power after `syncEveryMs`. A failed store rejects. */
  readonly stage: (ops: readonly Op[]) => Promise<void>;
  /** Resolves when everything staged so far is written. */
  readonly committed: () => Promise<void>;
  /** The first entries of a range, one consistent view; what is staged but not yet written is not in it. */
  readonly page: (range: Range, options: PageOptions) => Promise<readonly Entry[]>;
  /** Keys only. */
  readonly keys: (range: Range, limit: number) => Promise<readonly string[]>;
  /** Walks a whole range in constant memory, over the view of the moment it starts; same visibility as `page`. */
  readonly entries: (range: Range) => AsyncIterable<Entry>;
  /** Writes what is staged, makes it safe against power loss, and frees the directory. */
  readonly close: () => Promise<void>;
};

/**
 * Opens the store of a data directory, making it when it is not there.
 * Throws `StoreError` with code `in_use`, `absent` (only with `mustExist`), `foreign`, `newer_format`, `damaged` or `unreadable`.
 */
export const openStore = async (dataDir: string, options: StoreOptions = {}): Promise<Store> => {
  const db = await openLevel(join(dataDir, 'store'), options);
  const reader = createReader(db);
  const writer = createWriter(db, options.syncEveryMs ?? 100);
  const commits = createGroupCommit(writer.write);
  const get = (key: string): Buffer | undefined => {
    const staged = commits.staged(key);
    return staged === undefined ? reader.get(key) : staged === null ? undefined : toBuffer(staged);
  };
  let closed: Promise<void> | undefined;
  return {
    get,
    getText: (key) => {
      const staged = commits.staged(key);
      return staged === undefined ? reader.getText(key) : staged === null ? undefined : toText(staged);
    },
    getMany: async (keys) => {
      if (keys.length < MANY) return keys.map(get);
      const found = keys.map(commits.staged);
      const unstaged = keys.filter((_, at) => found[at] === undefined);
      const stored = unstaged.length === 0 ? [] : await db.getMany([...unstaged]);
      let next = 0;
      return found.map((staged) =>
        staged === undefined ? stored[next++] : staged === null ? undefined : toBuffer(staged),
      );
    },
    stage: commits.stage,
    committed: commits.committed,
    page: async (range, { limit, maxBytes = 4 << 20 }) => {
      const iterator = db.iterator({ ...range, highWaterMarkBytes: maxBytes });
      try {
        return await iterator.nextv(limit);
      } finally {
        await iterator.close();
      }
    },
    keys: (range, limit) => db.keys({ ...range, limit }).all(),
    entries: (range) => db.iterator({ ...range, highWaterMarkBytes: 256 << 10 }),
    close: () => {
      closed ??= shut({ commits, writer, db });
      return closed;
    },
  };
};

type Parts = { readonly commits: GroupCommit; readonly writer: Writer; readonly db: Level };

const shut = async ({ commits, writer, db }: Parts): Promise<void> => {
  try {
    await commits.close();
    await writer.close();
  } finally {
    await db.close();
  }
};

/** All keys that begin with a prefix, which must end in an ASCII character. */
export const withPrefix = (prefix: string): Range => ({
  gte: prefix,
  lt: prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1),
});

/** From here on another thread is worth the way there and back, some thirty microseconds. */
const MANY = 32;

const toBuffer = (value: Value): Buffer =>
  Buffer.isBuffer(value)
    ? value
    : typeof value === 'string'
      ? Buffer.from(value)
      : Buffer.from(value.buffer, value.byteOffset, value.byteLength);

const toText = (value: Value): string => (typeof value === 'string' ? value : toBuffer(value).toString());
