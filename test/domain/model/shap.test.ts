import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { explainerOf } from '../../../src/domain/model/shap.ts';
import { scorerOf } from '../../../src/domain/model/walk.ts';
import { anOnnxModel, type OnnxTreeNode } from './an-onnx-model.ts';
import { FIXTURE_FOLDER, FIXTURES, readGolden, readModelFile } from './golden.ts';
import { randomOf, randomRow, randomTree } from './random-trees.ts';
import { treesOf } from './trees-of.ts';

const FEATURES = 4;

/** Score expected when only the features in the set are known (a bit each): an unknown split splits by training weight. */
const expectedScore = (nodes: readonly OnnxTreeNode[], row: Float32Array, known: number, id = 0): number => {
  const { feature = 0, threshold = 0, yes = 0, no = 0, cover, weight, missingYes } = nodes[id];
  if (weight !== undefined) return weight;
  const goesYes = Number.isNaN(row[feature]) ? missingYes : row[feature] < Math.fround(threshold);
  if (known & (1 << feature)) return expectedScore(nodes, row, known, goesYes ? yes : no);
  const [yesShare, noShare] = [yes, no].map((child) => Math.fround(nodes[child].cover) / Math.fround(cover));
  return yesShare * expectedScore(nodes, row, known, yes) + noShare * expectedScore(nodes, row, known, no);
};

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
const size = (set: number): number => set.toString(2).replaceAll('0', '').length;

/** Shapley values straight from their definition, over all sets of features. */
const shapleyByDefinition = (nodes: readonly OnnxTreeNode[], row: Float32Array): readonly number[] =>
  Array.from({ length: FEATURES }, (_, feature) => {
    let sum = 0;
    for (let set = 0; set < 1 << FEATURES; set += 1) {
      if (set & (1 << feature)) continue;
      const weight = (factorial(size(set)) * factorial(FEATURES - 1 - size(set))) / factorial(FEATURES);
      sum += weight * (expectedScore(nodes, row, set | (1 << feature)) - expectedScore(nodes, row, set));
    }
    return sum;
  });

describe('contributions', () => {
  test('are the Shapley values of their definition, for trees of every depth that is read', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 12 }), (seed, depth) => {
        const random = randomOf(seed);
        const nodes = randomTree(random, 0, { depth, features: FEATURES, mode: 'BRANCH_LT' });
        const row = randomRow(random, FEATURES);
        const explain = explainerOf(treesOf(anOnnxModel(nodes, { features: FEATURES })));
        const { bias, values } = explain(row);
        shapleyByDefinition(nodes, row).forEach((value, i) => void expect(values[i]).toBeCloseTo(value, 6));
        expect(bias).toBeCloseTo(expectedScore(nodes, row, 0), 9);
      }),
      { numRuns: 150 },
    );
  });

  test.each(FIXTURES)('equal those of the reference within 1e-5: %s', (name) => {
    const folder = join(FIXTURE_FOLDER, name);
    const explain = explainerOf(treesOf(readModelFile(folder)));
    const { rows, contributions } = readGolden(folder);
    rows.forEach((row, i) => {
      const { bias, values } = explain(row);
      [...values, bias].forEach((value, j) => void expect(Math.abs(value - contributions[i][j])).toBeLessThan(1e-5));
    });
  });

  test.each(FIXTURES)('sum with the bias to the score within 1e-6, also when a pattern is met again: %s', (name) => {
    const trees = treesOf(readModelFile(join(FIXTURE_FOLDER, name)));
    const [score, explain, random] = [scorerOf(trees), explainerOf(trees), randomOf(11)];
    const rows = Array.from({ length: 500 }, () => randomRow(random, trees.featureCount));
    for (const row of [...rows, ...rows]) {
      const { bias, values } = explain(row);
      expect(Math.abs(values.reduce((sum, value) => sum + value, bias) - score(row))).toBeLessThan(1e-6);
    }
  });

  test('count the base score as bias', () => {
    const model = anOnnxModel([{ tree: 0, id: 0, cover: 10, weight: 0.5 }], {
      attributes: { base_values: { floats: [-3] } },
    });
    const { bias, values } = explainerOf(treesOf(model))(new Float32Array(3));
    expect(bias).toBe(-2.5);
    expect([...values]).toEqual([0, 0, 0]);
  });
});
