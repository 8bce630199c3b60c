import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyOf, keyRowOf, NEVER_LEFT } from '../../../src/domain/model/keys.ts';

const number32 = fc.float({ noNaN: true });

describe('order keys', () => {
  test('order every two float32 numbers as the numbers are, 0 and -0 as equal', () => {
    fc.assert(fc.property(number32, number32, (a, b) => keyOf(a) < keyOf(b) === a < b));
    expect(keyOf(-0)).toBe(keyOf(0));
  });

  test('put a missing value above every threshold in the first column and below every one in the second', () => {
    fc.assert(
      fc.property(number32, (threshold) => {
        const [right, left] = keyRowOf(1)(Float32Array.of(Number.NaN));
        expect(right).toBeGreaterThan(keyOf(threshold) + 1);
        expect(left).toBeLessThan(keyOf(threshold));
      }),
    );
  });

  test('are the same in a row as alone, in both columns, and never below the threshold of padding', () => {
    fc.assert(
      fc.property(fc.array(number32, { minLength: 1 }), (values) => {
        const keys = values.map(keyOf);
        expect([...keyRowOf(values.length)(Float32Array.from(values))]).toEqual([...keys, ...keys]);
        expect(Math.min(...keys)).toBeGreaterThan(NEVER_LEFT);
      }),
    );
  });
});
