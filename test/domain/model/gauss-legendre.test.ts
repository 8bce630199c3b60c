import { expect, test } from '@jest/globals';
import { gaussLegendre } from '../../../src/domain/model/gauss-legendre.ts';

test.each([1, 2, 3, 4, 7, 16, 32])('%d points integrate every polynomial they should, and no more', (size) => {
  const { points, weights } = gaussLegendre(size);
  const integral = (degree: number): number => points.reduce((sum, t, q) => sum + weights[q] * t ** degree, 0);
  for (let degree = 0; degree < 2 * size; degree += 1) expect(integral(degree)).toBeCloseTo(1 / (degree + 1), 13);
  if (size <= 4) expect(Math.abs(integral(2 * size) - 1 / (2 * size + 1))).toBeGreaterThan(1e-6);
});
