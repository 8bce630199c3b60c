import { describe, expect, test } from '@jest/globals';
import { asDollars, asMoney } from '../../../web/src/format/money.ts';

describe('money', () => {
  test.each([
    [123_456, 'USD', '$1,234.56'],
    [1_500, 'JPY', '¥1,500'],
    [999, 'EUR', '€9.99'],
  ])('%d minor units of %s read %s', (amountMinor, currency, text) =>
    expect(asMoney(amountMinor, currency)).toBe(text),
  );

  test('dollars are told to the cent below a hundred thousand and compactly above', () => {
    expect([asDollars(9_999_999), asDollars(10_000_000), asDollars(-123_456_789)]).toEqual([
      '$99,999.99',
      '$100.00K',
      '-$1.23M',
    ]);
  });
});
