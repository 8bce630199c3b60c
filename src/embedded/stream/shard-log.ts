import type { Op, Store } from '../store.ts';
import { framesOf, type NewRecord, packFrame, type StoredRecord, unpackFrame } from './frame.ts';
import { lastPositionOf, type StreamKeys } from './keys.ts';
import { shardIdOf } from './shard-of.ts';
import { createSignal, type Signal } from './signal.ts';

/** One shard: a log that producers extend, and how far each consumer has come in it. */
export type ShardLog = {
  readonly shardId: string;
  /** Raised when records became durable, and by those who want a waiting reader to look up. */
  readonly grown: Signal;
  /** Gives the records their positions; the ops must be staged in the same turn. */
  readonly append: (records: readonly NewRecord[], arrivedAtMs: number) => readonly Op[];
  /** Position of the last record given one. */
  readonly end: () => number;
  /** Durable records from a position on: whole frames, some `atMost` records of them. */
  readonly readFrom: (position: number, atMost: number) => Promise<readonly StoredRecord[]>;
  /** Position of the last record a consumer is done with. */
  readonly passed: (consumer: string) => number;
  /** Stages the consumer's checkpoint, which never goes back; ordered behind everything staged before it. */
  readonly pass: (consumer: string, position: number) => void;
};

export type ShardLogOptions = {
  readonly store: Store;
  readonly keys: StreamKeys;
  readonly shard: number;
  readonly consumers: readonly string[];
};

export const openShardLog = async ({ store, keys, shard, consumers }: ShardLogOptions): Promise<ShardLog> => {
  const passed = new Map(consumers.map((name) => [name, Number(store.getText(keys.checkpoint(name, shard)) ?? 0)]));
  const [lastKey] = await store.keys({ ...keys.framesFrom(shard, 0), reverse: true }, 1);
  let end = lastKey === undefined ? 0 : lastPositionOf(lastKey);
  const trim = createTrim({ store, keys, shard });

  return {
    shardId: shardIdOf(shard),
    grown: createSignal(),
    append: (records, arrivedAtMs) =>
      framesOf(records).map((frame) => {
        end += frame.length;
        return { key: keys.frame(shard, end), value: packFrame(frame, arrivedAtMs) };
      }),
    end: () => end,
    readFrom: async (position, atMost) => {
      const frames = await store.page(keys.framesFrom(shard, position), { limit: atMost, maxBytes: READ_BYTES });
      const records = frames.flatMap(([key, frame]) => unpackFrame(frame, lastPositionOf(key)));
      return records.filter((record) => record.position >= position);
    },
    passed: (consumer) => passed.get(consumer) ?? 0,
    pass: (consumer, position) => {
      if (position <= (passed.get(consumer) ?? 0)) return;
      passed.set(consumer, position);
      store.stage([{ key: keys.checkpoint(consumer, shard), value: String(position) }]);
      // The newest frame stays: it tells how far the positions have come.
      trim(Math.min(end - 1, ...passed.values()));
    },
  };
};

const READ_BYTES = 256 << 10;
const TRIM_RECORDS = 1000;
const TRIM_FRAMES = 500;

type TrimOptions = Pick<ShardLogOptions, 'store' | 'keys' | 'shard'>;

/** Deletes the frames that all consumers have passed, in steps, each begun where the last ended: deleted keys are slow to walk over. */
const createTrim = ({ store, keys, shard }: TrimOptions) => {
  let trimmedTo = 0;
  let goal = 0;
  let busy = false;

  const step = async (): Promise<void> => {
    const end = goal + 1;
    const passed = { ...keys.framesFrom(shard, trimmedTo), lt: keys.frame(shard, end) };
    const found = await store.keys(passed, TRIM_FRAMES);
    store.stage(found.map((key) => ({ key, value: undefined })));
    const last = found.at(-1);
    trimmedTo = last !== undefined && found.length === TRIM_FRAMES ? lastPositionOf(last) + 1 : end;
  };

  const run = async (): Promise<void> => {
    busy = true;
    try {
      while (goal - trimmedTo >= TRIM_RECORDS) await step();
    } finally {
      busy = false;
    }
  };

  return (passedTo: number): void => {
    goal = passedTo;
    // What a failed step leaves, the next one meets again.
    if (!busy && goal - trimmedTo >= TRIM_RECORDS) void run().catch(() => undefined);
  };
};
