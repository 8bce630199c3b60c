import { describe, expect, test } from '@jest/globals';
import { featureOf } from '../../../builders/a-measurement.ts';

describe('payment.amount', () => {
  test.each([
    [0, 'USD', 0],
    [12_345, 'USD', 12_345],
    [10_000, 'EUR', 11_700],
    [10_000, 'JPY', 6_400],
  ] as const)('of %d minor units of %s is %d US cents', (amountMinor, currency, cents) => {
    expect(featureOf('payment.amount', { payment: { amountMinor, currency } })).toBe(cents);
  });
});
