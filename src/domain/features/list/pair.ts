import type { Feature } from '../feature.ts';

/** Payments from this sender to this receiver, today and on the 28 days before. Unit: payments, from 0. Always known. */
const pairCount: Feature = {
  name: 'pair.count_28_days',
  meaning: 'payments between these two so far, today and on the 28 days before',
  unit: 'payments',
  of: ({ between }) => between,
};

/** 1 for the first payment between these two in that time, else 0. Always known. */
const pairFirst: Feature = {
  name: 'pair.first',
  meaning: 'first payment between these two',
  unit: 'flag',
  of: ({ between }) => (between === 0 ? 1 : 0),
};

export const pair = [pairCount, pairFirst];
