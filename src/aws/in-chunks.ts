import pMap from 'p-map';
import { chunksOf } from '../chunks-of.ts';

/** Calls under way at one time, so that a batch neither waits for its calls one by one nor opens a hundred connections. */
const CALLS_AT_ONCE = 8;

/** Calls with at most `size` of the items at a time, a bounded number of calls at once; the answers in the order of the items. */
export const inChunks = async <T, R>(
  items: readonly T[],
  size: number,
  call: (chunk: readonly T[]) => Promise<readonly R[]>,
): Promise<readonly R[]> =>
  (await pMap(chunksOf(items, size), (chunk) => call(chunk), { concurrency: CALLS_AT_ONCE })).flat();
