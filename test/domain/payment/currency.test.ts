import { describe, expect, test } from '@jest/globals';
import { CURRENCIES, DOLLARS_PER_UNIT, minorDigits, toCents } from '../../../src/domain/payment/currency.ts';
import { MAX_AMOUNT_MINOR } from '../../../src/domain/payment/payment.ts';

describe('an amount in US cents', () => {
  test.each([
    [12_345, 'USD', 12_345],
    [0, 'EUR', 0],
    [100, 'EUR', 117],
    [1, 'EUR', 1],
    [10_000, 'JPY', 6_400],
    [1_000_000, 'KRW', 69_000],
    [100, 'HUF', 0],
    [1_000_000, 'HUF', 3_040],
  ] as const)('of %d minor units of %s is %d', (amountMinor, currency, cents) => {
    expect(toCents(amountMinor, currency)).toBe(cents);
  });

  test.each(CURRENCIES)('of one hundred units of %s is what its rate says', (currency) => {
    expect(toCents(100 * 10 ** minorDigits(currency), currency)).toBe(Math.round(10_000 * DOLLARS_PER_UNIT[currency]));
  });

  test.each(CURRENCIES)(
    'is a whole number that adds up exactly and fits a profile, for the largest amount in %s',
    (currency) => {
      const cents = toCents(MAX_AMOUNT_MINOR, currency);
      expect(Number.isInteger(cents)).toBe(true);
      expect(cents * 128).toBeLessThan(Number.MAX_SAFE_INTEGER);
      expect(cents).toBeLessThan(2 ** 48);
    },
  );
});

test.each([
  ['USD', 2],
  ['JPY', 0],
  ['KRW', 0],
  ['HUF', 2],
] as const)('the minor unit of %s has %d decimal places', (currency, digits) => {
  expect(minorDigits(currency)).toBe(digits);
});
