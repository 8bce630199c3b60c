import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isLater } from '../../../src/domain/boards/change.ts';

describe('a sequence number', () => {
  test.each([
    ['2', '1', true],
    ['1', '2', false],
    ['1', '1', false],
    ['10', '9', true],
    ['9', '10', false],
    ['1', '', true],
    ['', '', false],
    [
      '49590338271490256608559692540925702759324208523137515618',
      '49590338271490256608559692538361571095921575989136588898',
      true,
    ],
    ['000000000000000000011', '000000000000000000009', true],
  ])('%j is later than %j: %s', (a, b, later) => {
    expect(isLater(a, b)).toBe(later);
  });

  test('is later than another exactly when it is the greater number', () => {
    const number = fc.bigInt({ min: 0n, max: 10n ** 40n });
    fc.assert(fc.property(number, number, (a, b) => expect(isLater(String(a), String(b))).toBe(a > b)));
  });
});
