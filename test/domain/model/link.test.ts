import { expect, test } from '@jest/globals';
import { rawScoreOf } from '../../../src/domain/model/link.ts';

const ROW = new Float32Array();

test.each([
  ['identity', -3.5, -3.5],
  ['logit', 0.5, 0],
  ['logit', 0.9, Math.log(9)],
  ['logit', 0, Math.log(1e-7 / (1 - 1e-7))],
  ['logit', 1, -Math.log(1e-7 / (1 - 1e-7))],
  ['exp2', -1, 0.5],
] as const)('link %s makes of a sum of %d the raw score %d', (link, sum, raw) => {
  expect(rawScoreOf(() => sum, link)(ROW)).toBeCloseTo(raw, 8);
});

test('a model without a link is scored by its sum', () => {
  const sumOf = () => 7;
  expect(rawScoreOf(sumOf)).toBe(sumOf);
});
