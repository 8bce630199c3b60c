import { describe, expect, test } from '@jest/globals';
import { anOnnxModel } from './an-onnx-model.ts';
import { randomOf, randomTree } from './random-trees.ts';
import { treesOf } from './trees-of.ts';

const ofDepths = (...depths: readonly number[]) => {
  const random = randomOf(1);
  const full = () => 0.99 - 0.3 * random();
  const nodes = depths.flatMap((depth, tree) => randomTree(full, tree, { depth, features: 3, mode: 'BRANCH_LT' }));
  const { depth, count, deep } = treesOf(anOnnxModel(nodes));
  return { depth, count, deep: deep?.count, deepest: deep?.depth };
};

describe('the layout of trees', () => {
  test('is the heap alone while no tree has more than eight levels', () => {
    expect(ofDepths(3, 8)).toEqual({ depth: 8, count: 8, deep: undefined, deepest: undefined });
  });

  test('puts trees of more than six levels node by node beside a deeper one, so that they pad nothing', () => {
    expect(ofDepths(3, 6, 8, 9)).toEqual({ depth: 6, count: 8, deep: 4, deepest: 9 });
  });

  test('leaves the heap empty when all trees are deep', () => {
    expect(ofDepths(9, 10, 11, 12, 13)).toMatchObject({ count: 0, deep: 8, deepest: 13 });
  });
});
