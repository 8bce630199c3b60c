import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimalToMinor } from '../../src/csv/decimal-to-minor.ts';

describe('decimalToMinor', () => {
  test.each([
    ['181.00', 2, 18100],
    ['181', 2, 18100],
    ['181.', 2, 18100],
    ['0.29', 2, 29],
    ['1.8e5', 2, 18_000_000],
    ['1.7E-1', 2, 17],
    ['9839.64', 2, 983964],
    ['92445516.64', 2, 9_244_551_664],
    ['1.005', 2, 101],
    ['1.004999', 2, 100],
    ['146.00000000000003', 2, 14600],
    ['-5.00', 2, -500],
    ['-0.001', 2, 0],
    ['+7', 2, 700],
    ['1234', 0, 1234],
    ['12.5', 0, 13],
  ])('%s with %d digits is %d', (text, digits, minor) => {
    expect(decimalToMinor(text, digits)).toBe(minor);
  });

  test.each(['', '.', 'NaN', 'Infinity', '1,234.00', '0x10', '1e999999', '1.2.3', ' 1', '$5', '1'.repeat(60), '--1'])(
    '%j is no decimal number',
    (text) => {
      expect(decimalToMinor(text, 2)).toBeUndefined();
    },
  );

  test('any number of cents comes back exactly from its decimal text, plain or scientific', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), fc.integer({ min: -6, max: 6 }), (cents, exponent) => {
        const text = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
        expect(decimalToMinor(text, 2)).toBe(Number(cents));
        expect(decimalToMinor(`${cents}e${exponent - 2}`, 2 - exponent)).toBe(Number(cents));
      }),
    );
  });
});
