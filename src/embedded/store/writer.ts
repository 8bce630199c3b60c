import type { Group } from './group-commit.ts';
import type { Level } from './open-level.ts';

export type Writer = { readonly write: (group: Group) => Promise<void>; readonly close: () => Promise<void> };

/**
 * Writes groups, each as one LevelDB batch. Every write reaches the operating system before it resolves, so a killed process loses
 * nothing; at most every `syncEveryMs` (0: every time) it is also forced onto the disk, which bounds what a loss of power can take.
 */
export const createWriter = (db: Level, syncEveryMs: number): Writer => {
  let syncedAtMs = performance.now();
  let idleSync: NodeJS.Timeout | undefined;
  let syncing: Promise<void> = Promise.resolve();

  // LevelDB forces its whole log onto the disk with the batch that asks for it, so a batch of one marker does for all before it.
  // Its failure is met by the next write, which waits for it, and by close.
  const syncNow = (): Promise<void> => {
    idleSync = undefined;
    syncedAtMs = performance.now();
    syncing = db.put(SYNC_KEY, Buffer.alloc(0), { sync: true });
    return syncing;
  };

  return {
    write: async (group) => {
      await syncing;
      const sync = performance.now() - syncedAtMs >= syncEveryMs;
      await batchOf(db, group).write({ sync });
      if (sync) {
        syncedAtMs = performance.now();
        clearTimeout(idleSync);
        idleSync = undefined;
      } else {
        idleSync ??= setTimeout(() => void syncNow().catch(() => undefined), syncEveryMs).unref();
      }
    },
    close: async () => {
      clearTimeout(idleSync);
      await syncing;
      await syncNow();
    },
  };
};

/** Sorts below every key of the application, beside the format marker. */
const SYNC_KEY = '!synced';

const batchOf = (db: Level, group: Group) => {
  const batch = db.batch();
  for (const [key, value] of group) {
    if (value === null) batch.del(key, AS_BYTES);
    else if (typeof value === 'string') batch.put(key, value, AS_TEXT);
    else batch.put(key, asBuffer(value), AS_BYTES);
  }
  return batch;
};

const asBuffer = (value: Uint8Array): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength);

const AS_BYTES = { keyEncoding: 'utf8', valueEncoding: 'buffer' } as const;
const AS_TEXT = { keyEncoding: 'utf8', valueEncoding: 'utf8' } as const;
