import type { FeatureAtAmount } from '../features/measure.ts';
import { toCents } from '../payment/currency.ts';
import { MAX_AMOUNT_MINOR, type Payment } from '../payment/payment.ts';
import { placesOf } from './controls.ts';
import type { SplitValues } from './split-values.ts';

/** Amounts between which no tree and no rule changes its mind, both ends included, and the feature vector anywhere between. */
export type AmountStep = {
  readonly fromMinor: number;
  readonly toMinor: number;
  readonly features: Float32Array;
};

export type Stepping = {
  readonly payment: Payment;
  readonly features: Float32Array;
  readonly featureAtAmount: FeatureAtAmount;
  readonly splits: SplitValues;
};

/** Every step from 1 to the largest amount, in order. Found exactly: by bisection on the measured feature, which grows with the amount. */
export const amountSteps = (stepping: Stepping): readonly AmountStep[] => {
  const starts = startsOf(stepping);
  return starts.map((fromMinor, i) => ({
    fromMinor,
    toMinor: (starts[i + 1] ?? MAX_AMOUNT_MINOR + 1) - 1,
    features: featuresAt(stepping, fromMinor),
  }));
};

/** The feature vector had the amount been another. */
const featuresAt = ({ features, featureAtAmount }: Stepping, amountMinor: number): Float32Array => {
  const changed = features.slice();
  for (const at of placesOf('amount')) changed[at] = featureAtAmount(at, amountMinor);
  return changed;
};

const startsOf = ({ payment, featureAtAmount, splits }: Stepping): readonly number[] => {
  const starts = new Set([1]);
  for (const at of placesOf('amount')) {
    if (Number.isNaN(featureAtAmount(at, payment.amountMinor))) continue;
    for (const value of splits.get(at) ?? []) {
      const start = firstAmount((amountMinor) => featureAtAmount(at, amountMinor) >= value);
      if (start !== undefined) starts.add(start);
    }
  }
  return [...starts].sort((a, b) => a - b);
};

/** The least amount from which on `holds`; undefined when there is none. It must not cease to hold as amounts grow. */
const firstAmount = (holds: (amountMinor: number) => boolean): number | undefined => {
  if (!holds(MAX_AMOUNT_MINOR)) return undefined;
  let [low, high] = [1, MAX_AMOUNT_MINOR];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The least amount that comes to so many US cents; undefined when none does. */
export const firstWithCents = (payment: Payment, cents: number): number | undefined =>
  firstAmount((amountMinor) => toCents(amountMinor, payment.currency) >= cents);
