import type { DynamoDBRecord } from 'aws-lambda';
import { type ArchiveRow, decisionRow, labelRow } from '../archive/row.ts';
import { changeOf } from '../items/change-image.ts';

export type ArchivePorts = {
  /** Puts rows into the archive. Durable when it resolves; when it rejects, any of them may be there, and all may be put again. */
  readonly putRows: (rows: readonly ArchiveRow[]) => Promise<void>;
};

/** Archives a batch of changes. The same change gives the same row whenever it comes again, so that a query can tell one from the other. */
export const archiveChanges = async (records: readonly DynamoDBRecord[], { putRows }: ArchivePorts): Promise<void> => {
  const rows = records.flatMap((record) => rowOf(record) ?? []);
  if (rows.length > 0) await putRows(rows);
};

const rowOf = (record: DynamoDBRecord): ArchiveRow | undefined => {
  const change = changeOf(record);
  if (change === undefined) return undefined;
  if (change.kind === 'decision') return decisionRow(change.decision);
  return labelRow(change.label, (record.dynamodb?.ApproximateCreationDateTime ?? 0) * 1_000);
};
