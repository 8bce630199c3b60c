import { measureKnown } from '../domain/features/measure.ts';
import { entitiesOf } from '../domain/profile/entity.ts';
import { Profile } from '../domain/profile/packed-profile.ts';
import { type BatchMemory, rowOf } from './batch-memory.ts';
import { unpackRows } from './packed-rows.ts';

/** Payments as `packRows` made them, and what was known before each. */
export type MeasureTask = { readonly rows: Uint8Array<ArrayBuffer>; readonly memory: BatchMemory };

/** Runs on threads of its own: measures payments, one row after another. A payment and what was known before it are all it takes. */
export const measureBatch = ({ rows, memory: { profiles, lengths, features } }: MeasureTask): void => {
  let nth = 0;
  let from = 0;
  for (const [row, { payment }] of unpackRows(rows).entries()) {
    const known = entitiesOf(payment).map((ref) => {
      const length = lengths[nth];
      const profile = length === 0 ? undefined : new Profile(Buffer.from(profiles.buffer, from, length));
      nth += 1;
      from += length;
      return { ref, profile };
    });
    measureKnown(payment, known, rowOf(features, row));
  }
};
