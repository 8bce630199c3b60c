import { decisionRow, labelRow } from '../../archive/row.ts';
import { type Archived, type WriteOrder, writeFiles } from '../../archive/write-files.ts';
import { unpackDecision } from '../../domain/decision/codec.ts';
import { decisionNotHeld, parseReference } from './change-reference.ts';
import { type ToldChange, unpackTold } from './told-changes.ts';

/** Changes to be written, in the bytes that `packTold` made of them. */
export type ArchiveTask = Omit<WriteOrder<never>, 'records'> & { readonly parts: readonly Uint8Array[] };

/** Runs on a thread of its own: the rows of changes, as files. */
export const writeChanges = async ({ table, shard, parts }: ArchiveTask): Promise<void> =>
  writeFiles({ table, shard, records: parts.flatMap((part) => unpackTold(part).map(archivedOf)) });

const archivedOf = ({ position, arrivedAtMs, reference, body }: ToldChange): Archived => {
  const change = parseReference(reference);
  if (change.kind === 'label') return { position, row: labelRow(change.label, arrivedAtMs) };
  if (body === undefined) throw decisionNotHeld(change.id);
  return { position, row: decisionRow(unpackDecision(body)) };
};
