import { FEATURE_NAMES } from '../domain/features/index.ts';
import { measureKnown } from '../domain/features/measure.ts';
import { entitiesOf } from '../domain/profile/entity.ts';
import { Profile } from '../domain/profile/packed-profile.ts';
import type { KnownBefore } from './known-before.ts';
import { unpackRows } from './packed-rows.ts';

/** Payments as `packRows` made them, and what was known before each. */
export type MeasureTask = { readonly rows: Uint8Array<ArrayBuffer> } & KnownBefore;

/** Runs on threads of its own: the features of payments, one row after another. A payment and what was known before it are all it takes. */
export const measureBatch = ({ rows, lengths, profiles: { buffer } }: MeasureTask): Float32Array => {
  const payments = unpackRows(rows);
  const values = new Float32Array(payments.length * FEATURE_NAMES.length);
  let nth = 0;
  let from = 0;
  for (const [row, { payment }] of payments.entries()) {
    const known = entitiesOf(payment).map((ref) => {
      const length = lengths[nth];
      const profile = length === 0 ? undefined : new Profile(Buffer.from(buffer, from, length));
      nth += 1;
      from += length;
      return { ref, profile };
    });
    measureKnown(payment, known, values.subarray(row * FEATURE_NAMES.length, (row + 1) * FEATURE_NAMES.length));
  }
  return values;
};
