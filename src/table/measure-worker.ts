import { FEATURE_NAMES } from '../domain/features/index.ts';
import { measure } from '../domain/features/measure.ts';
import { entitiesOf } from '../domain/profile/entity.ts';
import { Profile } from '../domain/profile/packed-profile.ts';
import type { KnownBefore } from './known-before.ts';
import { unpackRows } from './packed-rows.ts';

/** Payments as `packRows` made them, and what was known before each. */
export type MeasureTask = { readonly rows: Uint8Array<ArrayBuffer> } & KnownBefore;

/** Runs on threads of its own: the features of payments, one row after another. A payment and what was known before it are all it takes. */
export const measureBatch = ({ rows, lengths, profiles }: MeasureTask): Float32Array => {
  const payments = unpackRows(rows);
  const values = new Float32Array(payments.length * FEATURE_NAMES.length);
  let nth = 0;
  let from = 0;
  for (const [row, { payment }] of payments.entries()) {
    const refs = entitiesOf(payment);
    const known = new Map<string, Profile>();
    for (const { key } of refs) {
      const length = lengths[nth];
      if (length > 0) known.set(key, new Profile(asBuffer(profiles.subarray(from, from + length))));
      nth += 1;
      from += length;
    }
    values.set(measure(payment, known, refs), row * FEATURE_NAMES.length);
  }
  return values;
};

/** What comes from another thread is plain bytes. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
