import type { Op, Store } from '../store.ts';
import type { NewRecord } from './frame.ts';
import { keysOf } from './keys.ts';
import { createRoom, type Room } from './room.ts';
import { openShardLog, type ShardLog } from './shard-log.ts';
import { shardOf } from './shard-of.ts';

export type { NewRecord, StoredRecord } from './frame.ts';

export type StreamOptions = {
  readonly store: Store;
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  /** Settled when the stream is first opened, as it decides where a key's records are; may then be left out. */
  readonly shards?: number;
  /** Who reads it. Records are kept until all of these have passed them; a new one begins with the oldest record kept. */
  readonly consumers: readonly string[];
  readonly nowMs?: () => number;
};

/** A log in shards with the contract of a Kinesis stream: order per partition key, kept until read, read at least once. */
export type Stream = {
  readonly name: string;
  readonly shards: readonly ShardLog[];
  /** Durable when it resolves; `alongside` is written in the same atomic write. */
  readonly put: (records: readonly NewRecord[], alongside?: readonly Op[]) => Promise<void>;
  /** The ops that append records. The caller stages them at once, before it waits for anything, with whatever must stand or fall with them. */
  readonly appendOps: (records: readonly NewRecord[]) => readonly Op[];
  /** Records put and not yet passed by a consumer; by the slowest when none is named. */
  readonly lag: (consumer?: string) => number;
  /** Resolves once the slowest consumer lags by at most so many records. Rejects when one is stopped, for it may then never be. */
  readonly room: (maxLag: number) => Promise<void>;
  /** For consumers, to tell of their progress. */
  readonly progress: Omit<Room, 'wait'>;
};

/** Opens a stream of the store. Throws when it is there with another number of shards. */
export const createStream = async ({
  store,
  name,
  shards: asked,
  consumers,
  nowMs = Date.now,
}: StreamOptions): Promise<Stream> => {
  const keys = keysOf(name);
  const shards = await settleShards({ store, key: keys.shards, name, asked });
  const logs = await Promise.all(
    Array.from({ length: shards }, (_, shard) => openShardLog({ store, keys, shard, consumers })),
  );
  const announce = createAnnouncer(store);
  const room = createRoom(name);

  const lagOf = (consumer: string): number => logs.reduce((sum, log) => sum + log.end() - log.passed(consumer), 0);
  const lag = (consumer?: string): number =>
    consumer === undefined ? Math.max(0, ...consumers.map(lagOf)) : lagOf(consumer);
  const appendOps = (records: readonly NewRecord[]): readonly Op[] => {
    const byShard = Map.groupBy(records, ({ partitionKey }) => (shards === 1 ? 0 : shardOf(partitionKey, shards)));
    const arrivedAtMs = nowMs();
    return [...byShard].flatMap(([shard, theirs]) => {
      announce(logs[shard]);
      return logs[shard].append(theirs, arrivedAtMs);
    });
  };
  return {
    name,
    shards: logs,
    put: (records, alongside = []) => store.stage([...appendOps(records), ...alongside]),
    appendOps,
    lag,
    room: (maxLag) => room.wait(() => lag() <= maxLag),
    progress: room,
  };
};

/** Wakes the readers of the shards that were appended to, once that is durable; once a turn, however often they were. */
const createAnnouncer = (store: Store) => {
  let shards = new Set<ShardLog>();
  const announce = async (): Promise<void> => {
    const grown = shards;
    shards = new Set();
    await store.committed();
    for (const shard of grown) shard.grown.raise();
  };
  return (shard: ShardLog): void => {
    // A failed write is told to the producer that staged it; there is then nothing new to read.
    if (shards.size === 0) queueMicrotask(() => void announce().catch(() => undefined));
    shards.add(shard);
  };
};

type ShardsSetting = {
  readonly store: Store;
  readonly key: string;
  readonly name: string;
  readonly asked: number | undefined;
};

const settleShards = async ({ store, key, name, asked }: ShardsSetting): Promise<number> => {
  if (!/^[a-z0-9-]+$/.test(name))
    throw new Error(`stream name: expected lower-case letters, digits and dashes, got "${name}"`);
  const settled = store.getText(key);
  if (settled !== undefined) {
    if (asked === undefined || settled === String(asked)) return Number(settled);
    throw new Error(
      `stream ${name} has ${settled} shards in this data directory, got ${asked}: the number cannot change`,
    );
  }
  if (asked === undefined) throw new Error(`this data directory has no stream ${name}`);
  await store.stage([{ key, value: String(asked) }]);
  return asked;
};
