import Tinypool from 'tinypool';
import { openArchive } from '../../archive/archive-files.ts';
import type { WriteOrder } from '../../archive/write-files.ts';
import { chunksOf } from '../../chunks-of.ts';
import type { Store } from '../store.ts';
import { type Consumption, consume, type FailedCall } from '../stream/consume.ts';
import type { EventSource } from '../stream/event-source.ts';
import type { StoredRecord, Stream } from '../stream/stream.ts';
import type { ArchiveTask } from './archive-worker.ts';
import { parseReference } from './change-reference.ts';
import { decisionKey } from './decisions.ts';
import { packTold } from './told-changes.ts';

/** A file is written each minute, or as soon as it has this many rows: some 250 kB. What Firehose does on AWS, by size and time too. */
const WINDOW_MS = 60_000;
const FILE_ROWS = 9_000;
/** Changes that are told to the other thread at a time, so that no payment waits for all of a file. */
const TOLD_AT_ONCE = 500;

export type ArchiveSources = {
  readonly folder: string;
  readonly store: Store;
  readonly changes: Stream;
  readonly report: (message: string) => void;
  readonly reportFailure: (failed: FailedCall) => void;
};

/** Writes the change stream to Parquet files, every change once. Rows become files on a thread of their own: it would hold up payments. */
export const consumeArchive = async (sources: ArchiveSources): Promise<Consumption> => {
  const { folder, store, changes, report, reportFailure } = sources;
  const thread = new Tinypool({ filename: WORKER, ...ONE_SMALL_THREAD });
  const write = async ({ table, shard, records }: WriteOrder<StoredRecord>): Promise<void> => {
    const parts = await toldOf(records, store);
    const task: ArchiveTask = { table, shard, parts };
    await thread.run(task, { name: 'writeChanges', transferList: parts.map(({ buffer }) => buffer) });
  };
  const ends = changes.shards.map((log) => log.end());
  const archive = await openArchive({ folder, ends, report, write });
  const consumption = consume({
    stream: changes,
    consumer: 'archive',
    source: AS_STORED,
    handler: async ({ Records }) => {
      const shard = changes.shards.findIndex(({ shardId }) => shardId === Records[0]?.shardId);
      await archive.append(shard, Records);
    },
    batchSize: FILE_ROWS,
    batchWindowMs: WINDOW_MS,
    reportFailure,
  });
  return {
    ...consumption,
    stop: async () => {
      await consumption.stop();
      await thread.destroy();
    },
  };
};

/** Its memory holds the rows of one file, some 40 MB. */
const ONE_SMALL_THREAD = {
  minThreads: 0,
  maxThreads: 1,
  idleTimeout: 2 * WINDOW_MS,
  resourceLimits: { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 96 },
};

const WORKER = new URL('./archive-worker.ts', import.meta.url).href;

type ShardRecord = StoredRecord & { readonly shardId: string };

/** This consumer stands where Firehose does, not a function: it is given the stream's own records. */
const AS_STORED: EventSource<ShardRecord> = {
  sequenceOf: String,
  toAwsRecord: (record, shardId) => ({ ...record, shardId }),
  batchInfoName: 'DDBStreamBatchInfo',
  streamArn: 'local:changes',
};

const toldOf = async (records: readonly StoredRecord[], store: Store): Promise<readonly Uint8Array<ArrayBuffer>[]> => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (const some of chunksOf(records, TOLD_AT_ONCE)) parts.push(await packed(some, store));
  return parts;
};

/** Packed on this thread as they lie in the store; unpacked on the other. */
const packed = async (records: readonly StoredRecord[], store: Store): Promise<Uint8Array<ArrayBuffer>> => {
  const references = records.map(({ data }) => data.toString());
  const keys = references.map((reference) => {
    const change = parseReference(reference);
    return change.kind === 'decision' ? decisionKey(change.id) : undefined;
  });
  const bodies = await store.getMany(keys.filter((key) => key !== undefined));
  let next = 0;
  return packTold(
    records.map(({ position, arrivedAtMs }, at) => ({
      position,
      arrivedAtMs,
      reference: references[at],
      body: keys[at] === undefined ? undefined : bodies[next++],
    })),
  );
};
