import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { latencyClass, latencyPercentileMs } from '../../../src/domain/boards/latency.ts';

const classesOf = (micros: readonly number[]) => {
  const classes: Record<string, number> = {};
  for (const each of micros) classes[latencyClass(each)] = (classes[latencyClass(each)] ?? 0) + 1;
  return classes;
};

describe('latency', () => {
  test.each([
    [0, '0'],
    [0.3, '0'],
    [1, '0'],
    [2, '4'],
    [3, '6'],
    [1_024, '40'],
  ])('of %d microseconds is of class %s', (micros, name) => {
    expect(latencyClass(micros)).toBe(name);
  });

  test('of nothing is 0', () => {
    expect(latencyPercentileMs({}, 99)).toBe(0);
  });

  test('at a percentile is within 9 % of the true one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 100 }),
        (micros, percentile) => {
          const sorted = micros.toSorted((a, b) => a - b);
          const trueMs = sorted[Math.ceil((sorted.length * percentile) / 100) - 1] / 1_000;
          const toldMs = latencyPercentileMs(classesOf(micros), percentile);
          expect(Math.abs(toldMs / trueMs - 1)).toBeLessThanOrEqual(0.0906);
        },
      ),
    );
  });
});
