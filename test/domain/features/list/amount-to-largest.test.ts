import { describe, expect, test } from '@jest/globals';
import { DAY_MS, featureOf, SINCE_FIRST_OF_28_DAYS_MS } from '../../../builders/a-measurement.ts';

const history = [
  { agoMs: SINCE_FIRST_OF_28_DAYS_MS + 1, amountMinor: 900_000 },
  { agoMs: 20 * DAY_MS, amountMinor: 4_000 },
  { agoMs: DAY_MS, amountMinor: 1_000 },
  { agoMs: 1, amountMinor: 900_000, failed: true },
];

describe('amount_to_largest', () => {
  test.each(['sender', 'receiver'])(
    "of the %s compares with the entity's largest of 28 days, folded or not",
    (entity) => {
      expect(featureOf(`${entity}.amount_to_largest`, { history, payment: { amountMinor: 5_000 } })).toBe(1.25);
    },
  );

  test('is capped at 1000', () => {
    expect(featureOf('sender.amount_to_largest', { history, payment: { amountMinor: 1e12 } })).toBe(1_000);
  });

  test('is unknown without history', () => {
    expect(featureOf('sender.amount_to_largest')).toBeNaN();
  });
});
