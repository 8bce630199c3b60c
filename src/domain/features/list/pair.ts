import type { Feature, FeatureContext } from '../feature.ts';

/** Payments from this sender to this receiver, today and on the 28 days before. Unit: payments, from 0. Always known. */
const pairCount: Feature = {
  name: 'pair.count_28_days',
  meaning: 'payments between these two so far, today and on the 28 days before',
  unit: 'payments',
  of: (context) => between(context),
};

/** 1 for the first payment between these two in that time, else 0. Always known. */
const pairFirst: Feature = {
  name: 'pair.first',
  meaning: 'first payment between these two',
  unit: 'flag',
  of: (context) => (between(context) === 0 ? 1 : 0),
};

const between = ({ views, payment }: FeatureContext): number =>
  views.sender?.pairCount('out', payment.receiver.account) ?? 0;

export const pair = [pairCount, pairFirst];
