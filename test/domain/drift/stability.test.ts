import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { populationStability, SHIFTED, stabilityByChance } from '../../../src/domain/drift/stability.ts';
import { randomOf } from '../model/random-trees.ts';

const counts = fc.array(fc.nat({ max: 10_000 }), { minLength: 10, maxLength: 10 });

describe('the population stability index', () => {
  test('is that of a worked example', () => {
    // Shares 0.25 and 0.75 against 0.5 and 0.5: 0.25 ln 1.5 + 0.25 ln 2, but for the half counts.
    const found = populationStability([500_000, 500_000], [250_000, 750_000]);
    expect(found).toBeCloseTo(0.25 * Math.log(2) + 0.25 * Math.log(1.5), 4);
  });

  test('is nought for the same shares, never negative, and the same both ways', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        expect(populationStability(a, a)).toBe(0);
        expect(populationStability(a, b)).toBeGreaterThanOrEqual(0);
        expect(populationStability(a, b)).toBeCloseTo(populationStability(b, a), 10);
      }),
    );
  });

  test('stays finite when a bin is empty, and tells a shift', () => {
    expect(populationStability([100, 100, 0], [0, 100, 100])).toBeGreaterThan(SHIFTED);
    expect(populationStability([100, 100, 0], [0, 100, 100])).toBeLessThan(10);
  });

  test('comes by chance to what is foretold', () => {
    const random = randomOf(7);
    const drawn = () => {
      const bins = new Array<number>(10).fill(0);
      for (let n = 0; n < 2_000; n += 1) bins[Math.floor(10 * random())] += 1;
      return bins;
    };
    const found = Array.from({ length: 300 }, () => populationStability(drawn(), drawn()));
    const mean = found.reduce((sum, each) => sum + each, 0) / found.length;
    expect(mean / stabilityByChance(drawn(), drawn())).toBeGreaterThan(0.85);
    expect(mean / stabilityByChance(drawn(), drawn())).toBeLessThan(1.15);
  });
});
