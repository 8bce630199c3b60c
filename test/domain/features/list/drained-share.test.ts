import { expect, test } from '@jest/globals';
import { featureOf } from '../../../builders/a-measurement.ts';

test.each([
  [250, 1_000, 0.25],
  [1_000, 1_000, 1],
  [1_500, 1_000, 1.5],
  [1_000_000, 1, 10],
  [0, 1_000, 0],
  [1_000, 0, Number.NaN],
  [1_000, undefined, Number.NaN],
])('sender.drained_share of %d out of %s is %d', (amountMinor, balanceBeforeMinor, share) => {
  const payment = { amountMinor, sender: { account: 'C-ann', balanceBeforeMinor } };
  expect(featureOf('sender.drained_share', { payment })).toBe(share);
});

test('sender.drained_share does not depend on the currency', () => {
  const payment = {
    amountMinor: 500,
    currency: 'JPY',
    sender: { account: 'C-ann', balanceBeforeMinor: 1_000 },
  } as const;
  expect(featureOf('sender.drained_share', { payment })).toBe(0.5);
});
