import { expect, test } from '@jest/globals';
import { featureOf } from '../../../builders/a-measurement.ts';

test.each([
  [0, 'USD', 0],
  [9_900, 'USD', 9_900],
  [10_000, 'JPY', 6_400],
  [undefined, 'USD', Number.NaN],
] as const)('receiver.balance of %s minor units of %s is %d US cents', (balanceBeforeMinor, currency, cents) => {
  const payment = { currency, receiver: { account: 'C-bob', balanceBeforeMinor } };
  expect(featureOf('receiver.balance', { payment })).toBe(cents);
});
