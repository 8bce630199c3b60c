import { expect, test } from '@jest/globals';
import { modelReasons } from '../../../src/domain/decision/reasons.ts';
import { FEATURE_NAMES } from '../../../src/domain/features/index.ts';

const features = new Float32Array(FEATURE_NAMES.length).fill(7);
features[2] = Number.NaN;

const contributions = (values: readonly number[]): Float64Array => {
  const all = new Float64Array(FEATURE_NAMES.length);
  all.set(values);
  return all;
};
const codesOf = (values: readonly number[]) =>
  modelReasons(contributions(values), features).map(({ code }) => FEATURE_NAMES.indexOf(code));

test('the reasons are the features that raised the score most, largest first, five at most', () => {
  expect(codesOf([0.2, -3, 1, 0.6, 0.5, 0.4, 0.3])).toEqual([2, 3, 4, 5, 6]);
});

test('a feature that gave less than a fiftieth of all that raised the score is no reason', () => {
  expect(codesOf([1, 0.019, 0.021])).toEqual([0, 2]);
});

test('a forest, whose contributions are shares of a probability, gives the same reasons as a booster', () => {
  const booster = [2, 1, 0.5, 0.01];
  expect(codesOf(booster.map((value) => value / 100))).toEqual(codesOf(booster));
});

test('no feature raised the score, so there is no reason', () => {
  expect(codesOf([-1, 0, -0.5])).toEqual([]);
});

test('a reason tells its value, unless that is unknown', () => {
  const [unknown, known] = modelReasons(contributions([0.5, 0, 1]), features);
  expect([unknown.values, known.values]).toEqual([{}, { [FEATURE_NAMES[0]]: 7 }]);
});
