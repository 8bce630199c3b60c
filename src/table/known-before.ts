import type { KnownEntity } from '../domain/features/measure.ts';
import type { LabelledPayment, Past } from './measure-history.ts';

/** What was known before each of some payments: the profiles of its entities one behind another, and their lengths, 0 for one never seen. */
export type KnownBefore = { readonly profiles: Buffer<ArrayBuffer>; readonly lengths: Uint32Array<ArrayBuffer> };

/** No payment names more entities. */
const MOST_ENTITIES = 5;
const FIRST_BYTES = 1 << 20;

/** Takes payments in, a batch at a time, and copies what was known before each. */
export const createKnownBefore = (past: Past): ((rows: readonly LabelledPayment[]) => KnownBefore) => {
  let usual = FIRST_BYTES;
  return (rows) => {
    const lengths = new Uint32Array(rows.length * MOST_ENTITIES);
    let profiles = Buffer.allocUnsafeSlow(usual);
    let nth = 0;
    let end = 0;
    const copy = (known: readonly KnownEntity[]): void => {
      for (const { profile } of known) {
        const length = profile?.length ?? 0;
        if (end + length > profiles.length) profiles = twice(profiles);
        profile?.copyTo(profiles, end);
        end += length;
        lengths[nth] = length;
        nth += 1;
      }
    };
    for (const row of rows) past(row, copy);
    usual = profiles.length;
    return { profiles, lengths };
  };
};

/** A profile is much shorter than the first of these. */
const twice = (bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> => {
  const grown = Buffer.allocUnsafeSlow(2 * bytes.length);
  bytes.copy(grown);
  return grown;
};
