import { type Batches, createBatches } from './batches.ts';
import { type Delivery, deliver, type OnFailure, pause } from './deliver.ts';
import type { StoredRecord } from './frame.ts';
import type { ShardLog } from './shard-log.ts';
import type { Stream } from './stream.ts';

export type { BatchResponse } from './batch-response.ts';
export type { FailedCall, GivenUpRecord, OnFailure } from './deliver.ts';

type ConsumeOptions<AwsRecord> = Pick<Delivery<AwsRecord>, 'consumer' | 'source' | 'handler' | 'reportFailure'> & {
  readonly stream: Stream;
  /** Most records a call is given; Lambda allows 10,000. */
  readonly batchSize: number;
  /** How long a call waits for a full batch, from its first record on. None when left out. */
  readonly batchWindowMs?: number;
  /** Filter criteria: records it refuses are passed over. */
  readonly wants?: (record: StoredRecord) => boolean;
  /** Splits a batch that failed as a whole in two before trying it again. */
  readonly bisect?: boolean;
  /** When to give records up, and who takes them then. Left out, a batch is tried until it succeeds, and holds up its shard. */
  readonly giveUp?: { readonly maxRetries?: number; readonly maxAgeMs?: number; readonly onFailure: OnFailure };
  /** Pause after a failed call, doubled with each in a row. 100 ms up to 30 s when left out. */
  readonly backoff?: { readonly firstMs: number; readonly mostMs: number };
  readonly nowMs?: () => number;
};

export type Consumption = {
  /** Lets the calls in flight end, makes no more, and resolves. Reading goes on from there next time. */
  readonly stop: () => Promise<void>;
  /** Records put and not yet done. */
  readonly lag: () => number;
  /** Lets nothing that is on the stream by now wait for its window. */
  readonly hurry: () => void;
};

/**
 * Reads a stream as a Lambda event source mapping does: calls the handler with batches of each shard, one at a time and in order per
 * shard, at least once, from the consumer's checkpoint on.
 */
export const consume = <AwsRecord>(options: ConsumeOptions<AwsRecord>): Consumption => {
  const { stream, consumer } = options;
  stream.progress.consumerBegan(consumer);
  const stop = new AbortController();
  const shards = stream.shards.map((log) => ({ log, batches: batchesOf(log, options, stop.signal) }));
  const reading = Promise.all(shards.map((shard) => readShard(shard, options, stop.signal)));
  return {
    stop: async () => {
      stop.abort();
      for (const log of stream.shards) log.grown.raise();
      await reading;
      stream.progress.consumerEnded(consumer);
    },
    lag: () => stream.lag(consumer),
    hurry: () => {
      for (const { batches } of shards) batches.hurry();
    },
  };
};

const batchesOf = <AwsRecord>(
  log: ShardLog,
  { batchSize, batchWindowMs = 0, consumer }: ConsumeOptions<AwsRecord>,
  stopping: AbortSignal,
): Batches => createBatches(log, log.passed(consumer) + 1, { batchSize, batchWindowMs, stopping });

const readShard = async <AwsRecord>(
  { log, batches }: { readonly log: ShardLog; readonly batches: Batches },
  options: ConsumeOptions<AwsRecord>,
  stopping: AbortSignal,
): Promise<void> => {
  const { wants = () => true } = options;
  const delivery = deliveryOf(log, options, stopping);
  while (!stopping.aborted) {
    const batch = await nextBatch(batches, delivery);
    const finished = await deliver(batch.filter(wants), delivery);
    if (finished && batch.length > 0) delivery.pass(batch[batch.length - 1].position);
  }
};

/** Reading fails only with the store; it is tried again until stopped, for a stream that ends unseen would be worse. */
const nextBatch = async <AwsRecord>(
  batches: Batches,
  delivery: Delivery<AwsRecord>,
): Promise<readonly StoredRecord[]> => {
  const { consumer, shardId, reportFailure, stopping } = delivery;
  for (let failuresInARow = 1; !stopping.aborted; failuresInARow += 1) {
    try {
      return await batches.next();
    } catch (error) {
      reportFailure({
        consumer,
        shardId,
        records: 0,
        reason: `cannot read the stream: ${String(error)}`,
        failuresInARow,
      });
      await pause(failuresInARow, delivery);
    }
  }
  return [];
};

const deliveryOf = <AwsRecord>(
  log: ShardLog,
  options: ConsumeOptions<AwsRecord>,
  stopping: AbortSignal,
): Delivery<AwsRecord> => ({
  consumer: options.consumer,
  shardId: log.shardId,
  source: options.source,
  handler: options.handler,
  bisect: options.bisect ?? false,
  maxRetries: options.giveUp?.maxRetries,
  maxAgeMs: options.giveUp?.maxAgeMs,
  onFailure: options.giveUp?.onFailure ?? (() => Promise.reject(new Error('nobody takes what is given up'))),
  backoff: options.backoff ?? { firstMs: 100, mostMs: 30_000 },
  reportFailure: options.reportFailure,
  pass: (position) => {
    log.pass(options.consumer, position);
    options.stream.progress.made();
  },
  stopping,
  nowMs: options.nowMs ?? Date.now,
});
