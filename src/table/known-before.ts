import type { KnownEntity } from '../domain/features/measure.ts';
import { type BatchMemory, growProfiles } from './batch-memory.ts';
import type { LabelledPayment, Past } from './measure-history.ts';

/** Takes a batch of payments in, and copies what was known before each. */
export const copyKnownBefore = (rows: readonly LabelledPayment[], past: Past, memory: BatchMemory): void => {
  let nth = 0;
  let end = 0;
  const copy = (known: readonly KnownEntity[]): void => {
    for (const { profile } of known) {
      const length = profile?.length ?? 0;
      if (end + length > memory.profiles.length) growProfiles(memory);
      profile?.copyTo(memory.profiles, end);
      end += length;
      memory.lengths[nth] = length;
      nth += 1;
    }
  };
  for (const row of rows) past(row, copy);
};
