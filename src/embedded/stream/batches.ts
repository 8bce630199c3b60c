import type { StoredRecord } from './frame.ts';
import type { ShardLog } from './shard-log.ts';

export type BatchRules = { readonly batchSize: number; readonly batchWindowMs: number };

export type Batches = {
  /** The next records of the shard, in order: as many as `batchSize`, or what came within the window of the first. None when stopping. */
  readonly next: () => Promise<readonly StoredRecord[]>;
  /** Lets nothing that is on the stream by now wait for its window. */
  readonly hurry: () => void;
};

/** Reads one shard in batches from a position on, without asking the store while nothing came. */
export const createBatches = (
  log: ShardLog,
  from: number,
  rules: BatchRules & { readonly stopping: AbortSignal },
): Batches => {
  const { batchSize, batchWindowMs, stopping } = rules;
  let buffer: readonly StoredRecord[] = [];
  let position = from;
  let hurriedTo = 0;

  const fill = async (): Promise<void> => {
    while (buffer.length < batchSize && position <= log.end()) {
      const records = await log.readFrom(position, batchSize);
      if (records.length === 0) return;
      position = records[records.length - 1].position + 1;
      buffer = [...buffer, ...records];
    }
  };

  return {
    next: async () => {
      let windowEndsAtMs: number | undefined;
      while (!stopping.aborted) {
        const seen = log.grown.count();
        const waiting = buffer.length + log.end() - position + 1;
        if (waiting > 0) windowEndsAtMs ??= performance.now() + batchWindowMs;
        const leftMs = windowEndsAtMs === undefined ? undefined : windowEndsAtMs - performance.now();
        const isHurried = waiting > 0 && (buffer[0]?.position ?? position) <= hurriedTo;
        const isOver = isHurried || (leftMs !== undefined && leftMs <= 0);
        // The store is asked once, when the batch is due: not each time that a record comes.
        if (isOver || waiting >= batchSize) await fill();
        if (buffer.length >= batchSize || (isOver && buffer.length > 0)) {
          const batch = buffer.slice(0, countWithin(buffer, batchSize));
          buffer = buffer.slice(batch.length);
          return batch;
        }
        await log.grown.after(seen, isOver ? undefined : leftMs);
      }
      return [];
    },
    hurry: () => {
      hurriedTo = log.end();
      log.grown.raise();
    },
  };
};

/** Lambda's limit of an event is 6 MB; base64 makes four bytes of three, and each record has some 600 bytes about it. */
const MOST_EVENT_BYTES = 6_000_000;

const countWithin = (records: readonly StoredRecord[], most: number): number => {
  let bytes = 0;
  for (let index = 0; index < Math.min(most, records.length); index += 1) {
    bytes += (records[index].data.length * 4) / 3 + 600;
    if (bytes > MOST_EVENT_BYTES) return Math.max(1, index);
  }
  return Math.min(most, records.length);
};
