import { describe, expect, test } from '@jest/globals';
import { CURRENCIES, minorDigits } from '../../../src/domain/payment/currency.ts';
import { asDollars, asMoney, minorDigitsOf } from '../../../web/src/format/money.ts';

describe('money', () => {
  test.each([
    [123_456, 'USD', '$1,234.56'],
    [1_500, 'JPY', '¥1,500'],
    [999, 'EUR', '€9.99'],
    [123_456, 'HUF', 'HUF\u00a01,234.56'],
  ])('%d minor units of %s read %s', (amountMinor, currency, text) =>
    expect(asMoney(amountMinor, currency)).toBe(text),
  );

  test('every currency has the decimals that the API gives it', () => {
    const web = CURRENCIES.map((currency) => [currency, minorDigitsOf(currency)]);
    expect(web).toEqual(CURRENCIES.map((currency) => [currency, minorDigits(currency)]));
  });

  test('dollars are told to the cent below a hundred thousand and compactly above', () => {
    expect([asDollars(9_999_999), asDollars(10_000_000), asDollars(-123_456_789)]).toEqual([
      '$99,999.99',
      '$100.00K',
      '-$1.23M',
    ]);
  });
});
