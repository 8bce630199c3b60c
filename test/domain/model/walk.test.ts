import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { rawScoreOf } from '../../../src/domain/model/link.ts';
import { scorerOf } from '../../../src/domain/model/walk.ts';
import { anOnnxModel, type OnnxOptions } from './an-onnx-model.ts';
import { FIXTURE_FOLDER, FIXTURES, readGolden, readModelFile } from './golden.ts';
import { onnxRuntimeOf } from './onnxruntime.ts';
import { randomOf, randomRow, randomTree } from './random-trees.ts';
import { treesOf } from './trees-of.ts';

type Shape = OnnxOptions & { readonly count?: number; readonly depth?: number };

const randomModel = (seed: number, mode: string, { count = 9, depth = 6, ...options }: Shape = {}): Uint8Array => {
  const random = randomOf(seed);
  const trees = Array.from({ length: count }, (_, tree) =>
    randomTree(random, tree, { depth: 1 + (tree % depth), features: 5, mode }),
  );
  return anOnnxModel(trees.flat(), { ...options, features: 5 });
};

describe('the tree walk', () => {
  test.each([
    ['BRANCH_LT', randomModel(1, 'BRANCH_LT')],
    ['BRANCH_LEQ', randomModel(2, 'BRANCH_LEQ')],
    [
      'packed floats and a base score',
      randomModel(3, 'BRANCH_LT', { packed: true, attributes: { base_values: { floats: [-2.5] } } }),
    ],
    [
      'an average',
      // Eight trees, so that dividing by their number is exact in either precision.
      randomModel(6, 'BRANCH_LT', { attributes: { aggregate_function: 'AVERAGE' }, count: 8 }),
    ],
    ['trees too deep for the heap', randomModel(7, 'BRANCH_LEQ', { depth: 14 })],
    ['a classifier', randomModel(4, 'BRANCH_LT', { opType: 'TreeEnsembleClassifier' })],
  ])('scores 3,000 rows as onnxruntime does, missing and extreme values among them: %s', async (_name, bytes) => {
    const random = randomOf(5);
    const rows = Array.from({ length: 3_000 }, () => randomRow(random, 5));
    const score = scorerOf(treesOf(bytes));
    expect(rows.map((row) => score(row))).toEqual(await (await onnxRuntimeOf(bytes))(rows));
  });

  test.each(FIXTURES)('scores a model as the library that trained it does: %s', (name) => {
    const folder = join(FIXTURE_FOLDER, name);
    const { rows, rawScores, link } = readGolden(folder);
    const score = rawScoreOf(scorerOf(treesOf(readModelFile(folder))), link);
    for (const [i, row] of rows.entries()) {
      if (link === 'identity') expect(score(row)).toBe(rawScores[i]);
      else expect(score(row)).toBeCloseTo(rawScores[i], 12);
    }
  });
});
