import { openArchive } from '../../archive/archive-files.ts';
import type { RecentRows } from '../../archive/recent-rows.ts';
import { type ArchiveRow, decisionRow, labelRow } from '../../archive/row.ts';
import { unpackDecision } from '../../domain/decision/codec.ts';
import type { Store } from '../store.ts';
import { type Consumption, consume, type FailedCall } from '../stream/consume.ts';
import type { EventSource } from '../stream/event-source.ts';
import type { StoredRecord, Stream } from '../stream/stream.ts';
import { parseReference } from './change-reference.ts';
import { decisionKey } from './decisions.ts';

/** A file is written each minute, or as soon as it has this many rows: some 250 kB. What Firehose does on AWS, by size and time too. */
const WINDOW_MS = 60_000;
const FILE_ROWS = 9_000;

export type ArchiveSources = {
  readonly folder: string;
  readonly store: Store;
  readonly changes: Stream;
  readonly recent: RecentRows;
  readonly report: (message: string) => void;
  readonly reportFailure: (failed: FailedCall) => void;
};

/** Writes the change stream to Parquet files, every change once. */
export const consumeArchive = async (sources: ArchiveSources): Promise<Consumption> => {
  const { folder, changes, report, reportFailure } = sources;
  const archive = await openArchive({ folder, ends: changes.shards.map((log) => log.end()), report });
  return consume({
    stream: changes,
    consumer: 'archive',
    source: AS_STORED,
    handler: async ({ Records }) => {
      const shard = changes.shards.findIndex(({ shardId }) => shardId === Records[0]?.shardId);
      const fresh = Records.filter(({ position }) => position > archive.through(shard));
      await archive.append(
        shard,
        fresh.map((record) => ({ position: record.position, row: rowOf(record, sources) })),
      );
    },
    batchSize: FILE_ROWS,
    batchWindowMs: WINDOW_MS,
    reportFailure,
  });
};

type ShardRecord = StoredRecord & { readonly shardId: string };

/** This consumer stands where Firehose does, not a function: it is given the stream's own records. */
const AS_STORED: EventSource<ShardRecord> = {
  sequenceOf: String,
  toAwsRecord: (record, shardId) => ({ ...record, shardId }),
  batchInfoName: 'DDBStreamBatchInfo',
  streamArn: 'local:changes',
};

const rowOf = ({ data, arrivedAtMs }: StoredRecord, { store, recent }: ArchiveSources): ArchiveRow => {
  const change = parseReference(data.toString());
  if (change.kind === 'label') return labelRow(change.label, arrivedAtMs);
  const row = recent.take(change.id);
  if (row !== undefined) return row;
  const body = store.get(decisionKey(change.id));
  if (body === undefined)
    throw new Error(`the change stream names decision ${change.id}, which the store does not hold`);
  return decisionRow(unpackDecision(body));
};
