import type { StoredRecord } from './frame.ts';

/** Records to be sent in one call, and how many of their calls so far were retries. */
export type Work = { readonly records: readonly StoredRecord[]; readonly retries: number };

export type RetryRules = {
  readonly bisect: boolean;
  /** Without end when left out. */
  readonly maxRetries?: number;
};

/** What becomes of work that failed: what to try again, in order, or the records to give up. */
export type RetryPlan = { readonly retry: readonly Work[] } | { readonly giveUp: readonly StoredRecord[] };

/**
 * Plans as Lambda does for a stream. Records before the first that failed are done. The rest is tried again: with bisect in two
 * halves, when it failed from its first record on, and splitting does not count as a retry. Progress starts the count anew.
 * Source: AWS Lambda developer guide, "How Lambda processes records from stream and queue-based event sources".
 */
export const planRetry = (
  { records, retries }: Work,
  failedFrom: number,
  { bisect, maxRetries = Number.POSITIVE_INFINITY }: RetryRules,
): RetryPlan => {
  const rest = records.slice(failedFrom);
  const retriesOfRest = failedFrom > 0 ? 0 : retries;
  if (bisect && failedFrom > 0) return { retry: [{ records: rest, retries: 0 }] };
  if (bisect && rest.length > 1) return { retry: halvesOf(rest).map((half) => ({ records: half, retries })) };
  if (retriesOfRest >= maxRetries) return { giveUp: rest };
  return { retry: [{ records: rest, retries: retriesOfRest + 1 }] };
};

const halvesOf = (records: readonly StoredRecord[]): readonly (readonly StoredRecord[])[] => {
  const middle = Math.ceil(records.length / 2);
  return [records.slice(0, middle), records.slice(middle)];
};

/** Pause before the next call after so many failures in a row, doubling from the first to the longest. */
export const backoffMs = (
  failures: number,
  { firstMs, mostMs }: { readonly firstMs: number; readonly mostMs: number },
): number => Math.min(mostMs, firstMs * 2 ** Math.max(0, failures - 1));
