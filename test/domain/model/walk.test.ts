import { describe, expect, test } from '@jest/globals';
import { scorerOf } from '../../../src/domain/model/walk.ts';
import { anOnnxModel, type OnnxOptions } from './an-onnx-model.ts';
import { FIXTURE_FOLDER, readGolden, readModelFile } from './golden.ts';
import { onnxRuntimeOf } from './onnxruntime.ts';
import { randomOf, randomRow, randomTree } from './random-trees.ts';
import { treesOf } from './trees-of.ts';

const randomModel = (seed: number, mode: string, options: OnnxOptions = {}): Uint8Array => {
  const random = randomOf(seed);
  const trees = Array.from({ length: 9 }, (_, tree) =>
    randomTree(random, tree, { depth: 1 + (tree % 6), features: 5, mode }),
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
    ['a classifier', randomModel(4, 'BRANCH_LT', { opType: 'TreeEnsembleClassifier' })],
  ])('scores 3,000 rows as onnxruntime does, missing and extreme values among them: %s', async (_name, bytes) => {
    const random = randomOf(5);
    const rows = Array.from({ length: 3_000 }, () => randomRow(random, 5));
    const score = scorerOf(treesOf(bytes));
    expect(rows.map((row) => score(row))).toEqual(await (await onnxRuntimeOf(bytes))(rows));
  });

  test('scores a model of XGBoost as XGBoost does, bit for bit', () => {
    const score = scorerOf(treesOf(readModelFile(FIXTURE_FOLDER)));
    const { rows, rawScores } = readGolden(FIXTURE_FOLDER);
    expect(rows.map((row) => score(row))).toEqual(rawScores);
  });
});
