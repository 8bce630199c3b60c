import { types } from 'node:util';

/** What a handler may answer: nothing, or AWS's partial batch response. */
export type BatchResponse = PartialResponse | null | undefined;

type PartialResponse = { readonly batchItemFailures?: readonly ItemFailure[] | null };
type ItemFailure = { readonly itemIdentifier?: string | null };

/** How a call of the handler ended: all done, or the index of the first record that is not, and why. */
export type Outcome =
  | { readonly done: true }
  | { readonly done: false; readonly from: number; readonly reason: string };

/**
 * Reads a partial batch response as Lambda does: no answer or an empty list is success; else the lowest of the failed sequence
 * numbers is where to go on from, and a missing, empty or unknown one fails the whole batch.
 * Source: AWS Lambda developer guide, "Configuring partial batch response with Kinesis Data Streams and Lambda".
 */
export const outcomeOf = (response: BatchResponse, sequencesOf: () => readonly string[]): Outcome => {
  const failures = response?.batchItemFailures ?? [];
  if (!Array.isArray(failures)) return { done: false, from: 0, reason: 'batchItemFailures is not a list' };
  if (failures.length === 0) return { done: true };
  const sequences = sequencesOf();
  const indexes = failures.map((failure) => sequences.indexOf(failure?.itemIdentifier ?? ''));
  if (indexes.includes(-1))
    return { done: false, from: 0, reason: 'the handler named a record that is not in the batch' };
  const from = Math.min(...indexes);
  return {
    done: false,
    from,
    reason: `the handler reported ${failures.length} of ${sequences.length} records as failed`,
  };
};

export const outcomeOfError = (error: unknown): Outcome => ({
  done: false,
  from: 0,
  reason: types.isNativeError(error) ? `${error.name}: ${error.message}` : String(error),
});
