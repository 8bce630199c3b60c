import type { Known, LabelledPayment, Past } from './measure-history.ts';

/** What was known before each of some payments: the profiles of its entities one behind another, and their lengths, 0 for one never seen. */
export type KnownBefore = { readonly profiles: Buffer<ArrayBuffer>; readonly lengths: Uint32Array<ArrayBuffer> };

/** No payment names more entities. */
const MOST_ENTITIES = 5;
const FIRST_BYTES = 1 << 20;

/** Takes payments in, and copies what was known before each. */
export const knownBefore = (rows: readonly LabelledPayment[], past: Past): KnownBefore => {
  const lengths = new Uint32Array(rows.length * MOST_ENTITIES);
  let profiles = Buffer.allocUnsafeSlow(FIRST_BYTES);
  let nth = 0;
  let end = 0;
  const copy = ({ refs, profiles: known }: Known): void => {
    for (const { key } of refs) {
      const bytes = known.get(key)?.bytes;
      if (bytes !== undefined) {
        profiles = withRoom(profiles, end + bytes.length);
        bytes.copy(profiles, end);
        end += bytes.length;
      }
      lengths[nth] = bytes?.length ?? 0;
      nth += 1;
    }
  };
  for (const row of rows) past(row, copy);
  return { profiles, lengths };
};

const withRoom = (bytes: Buffer<ArrayBuffer>, needed: number): Buffer<ArrayBuffer> => {
  if (needed <= bytes.length) return bytes;
  const grown = Buffer.allocUnsafeSlow(Math.max(needed, bytes.length * 2));
  bytes.copy(grown);
  return grown;
};
