import { describe, expect, test } from '@jest/globals';
import { number, wholeNumber } from '../../src/cli/numbers.ts';

describe('a number on the command line', () => {
  test.each([
    ['12', 12],
    ['1_000', 1000],
    ['1e3', 1000],
  ])('%s is a whole one', (text, value) => {
    expect(wholeNumber(1, 5000)(text)).toBe(value);
  });

  test.each([
    ['0.5', 0.5],
    ['.5', 0.5],
    ['1e-3', 0.001],
  ])('%s is one', (text, value) => {
    expect(number(0, 1)(text)).toBe(value);
  });

  test.each(['', ' ', '0', '5001', '1.5', 'ten', '0x10', 'Infinity', '_1', '1 000'])('%j is refused', (text) => {
    expect(() => wholeNumber(1, 5000)(text)).toThrow('expected a whole number from 1 to 5000.');
  });
});
