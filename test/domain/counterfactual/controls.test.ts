import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CONTROLLED } from '../../../src/domain/counterfactual/controls.ts';
import { FEATURE_NAMES } from '../../../src/domain/features/index.ts';
import { featureAtAmountOf, measure } from '../../../src/domain/features/measure.ts';
import { DAY_MS, HOUR_MS, type Past, profilesAfter } from '../../builders/a-measurement.ts';
import { aPayment } from '../../builders/a-payment.ts';

const LOCATION = { latitude: 52.52, longitude: 13.405 };
const ONE = { card: 'tok-1', deviceId: 'd-1', ip: '192.0.2.1', location: LOCATION } as const;

/** A past that leaves no feature of the payment unknown that an amount could move. */
const past = (amountMinor: number): readonly Past[] => [
  { agoMs: 10 * DAY_MS, amountMinor, ...ONE },
  { agoMs: 5 * HOUR_MS, amountMinor, ...ONE },
  { agoMs: 4 * HOUR_MS, amountMinor: amountMinor + 7, ...ONE, sender: { account: 'C-carl' } },
  { agoMs: 3 * HOUR_MS, amountMinor, ...ONE, sender: { account: 'C-bob' }, receiver: { account: 'C-ann' } },
];

describe('what a payer controls', () => {
  test('moves, through the amount, the features that are declared and no others', () => {
    const profiles = profilesAfter(past(5_000));
    const at = (amountMinor: number) => measure(aPayment({ ...ONE, amountMinor }), profiles);
    const [little, much] = [at(1_000), at(7_777)];
    const moved = FEATURE_NAMES.filter((_, i) => !Object.is(little[i], much[i]));
    expect(moved.toSorted()).toEqual(CONTROLLED.amount.filter((name) => FEATURE_NAMES.includes(name)).toSorted());
  });

  test('moves them upwards only, and as measuring the changed payment does, bit for bit', () => {
    const amount = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(
      fc.property(amount, amount, amount, (own, other, before) => {
        const profiles = profilesAfter(past(before));
        const featureAt = featureAtAmountOf(aPayment({ ...ONE, amountMinor: own }), profiles);
        const [low, high] = [Math.min(own, other), Math.max(own, other)];
        const changed = measure(aPayment({ ...ONE, amountMinor: other }), profiles);
        for (const name of CONTROLLED.amount) {
          const i = FEATURE_NAMES.indexOf(name);
          if (i < 0) continue;
          expect(featureAt(i, other)).toBe(changed[i]);
          expect(featureAt(i, low)).toBeLessThanOrEqual(featureAt(i, high));
        }
      }),
      { numRuns: 50 },
    );
  });

  test('has names of features', () => {
    for (const name of Object.values(CONTROLLED).flat()) expect(name).toMatch(/^(payment|sender|receiver|card)\./);
    expect(FEATURE_NAMES).toEqual(expect.arrayContaining(['payment.amount']));
  });
});
