import { describe, expect, test } from '@jest/globals';
import { number, span, spanInDays, wholeNumber } from '../../src/cli/numbers.ts';

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

describe('a span on the command line', () => {
  test.each([
    ['24h', 1],
    ['7d', 7],
    ['0.5d', 0.5],
    ['0h', 0],
  ])('%s is %d days', (text, days) => {
    expect(spanInDays(365)(text)).toBe(days);
    expect(span(365)(text)).toBe(days * 86_400_000);
  });

  test.each(['', '7', '7w', '366d', '-1d', '1 d'])('%j is refused', (text) => {
    expect(() => span(365)(text)).toThrow('expected hours or days such as 24h or 7d, 365d at most.');
  });
});
