import { describe, expect, test } from '@jest/globals';
import { asCount, asLatency, asLogOdds, asPercent, asRate } from '../../../web/src/format/numbers.ts';

describe('numbers', () => {
  test.each([
    [0, '0 %'],
    [0.000_04, '< 0.01 %'],
    [0.000_5, '0.05 %'],
    [0.0621, '6.21 %'],
    [0.5, '50.0 %'],
    [0.994, '99.40 %'],
    [0.999_97, '> 99.99 %'],
    [1, '100 %'],
  ])('the share %d reads %s', (share, text) => expect(asPercent(share)).toBe(text));

  test.each([
    [0, '0 ms'],
    [0.41, '410 µs'],
    [2.34, '2.3 ms'],
    [45.4, '45 ms'],
    [1234, '1.23 s'],
  ])('a latency of %d ms reads %s', (ms, text) => expect(asLatency(ms)).toBe(text));

  test.each([
    [1.234, '+1.23'],
    [-0.4, '−0.40'],
    [0, '0.00'],
  ])('log-odds of %d read %s', (value, text) => expect(asLogOdds(value)).toBe(text));

  test('counts keep every digit and rates keep one decimal below a hundred', () => {
    expect(asCount(1234567)).toBe('1,234,567');
    expect([asRate(9.96), asRate(1234.4)]).toEqual(['10.0', '1,234']);
  });
});
