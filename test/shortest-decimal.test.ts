import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shortestDecimal } from '../src/shortest-decimal.ts';

describe('the shortest decimal of a 32-bit float', () => {
  test.each([
    [Math.fround(0.1), 0.1],
    [Math.fround(1 / 3), 0.33333334],
    [0, 0],
    [16_777_216, 16_777_216],
  ])('of %f is %f', (float32, decimal) => {
    expect(shortestDecimal(float32)).toBe(decimal);
  });

  test('is the same float again', () => {
    fc.assert(fc.property(fc.float({ noNaN: true }), (float32) => Math.fround(shortestDecimal(float32)) === float32));
  });
});
