import { expect, test } from '@jest/globals';
import { calibrate } from '../../../src/domain/model/calibrate.ts';

test.each([
  [0, { slope: 1, intercept: 0 }, 0.5],
  [Math.log(9), { slope: 1, intercept: 0 }, 0.9],
  [2, { slope: 0.5, intercept: -1 }, 0.5],
  [-1e9, { slope: 1, intercept: 0 }, 0],
  [1e9, { slope: 1, intercept: 0 }, 1],
])('a raw score of %d with %j is a probability of %d', (rawScore, calibration, probability) => {
  expect(calibrate(rawScore, calibration)).toBeCloseTo(probability, 12);
});
