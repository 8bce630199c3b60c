import { walkDeep } from './deep-walk.ts';
import { keyRowOf } from './keys.ts';
import { LANES, type Trees } from './trees.ts';

/** Raw score of a row of features (order of the manifest, NaN for unknown): log-odds, base score included. */
export type ScoreRow = (row: Float32Array) => number;

/**
 * Makes the function that scores a row: the leaves it falls into, summed in double precision. The step down a level is arithmetic,
 * not a branch, so there is nothing to mispredict; docs/decisions/003 has the measurements.
 */
export const scorerOf = (trees: Trees): ScoreRow => {
  const keysOf = keyRowOf(trees.featureCount);
  const { deep } = trees;
  if (deep === undefined) return (row) => trees.baseScore + walk(trees, keysOf(row));
  return (row) => {
    const keys = keysOf(row);
    return trees.baseScore + walk(trees, keys) + walkDeep(deep, keys);
  };
};

const walk = ({ count, depth, columns, thresholds, leaves }: Trees, keys: Int32Array): number => {
  const inner = (1 << depth) - 1;
  let sum = 0;
  for (let tree = 0; tree < count; tree += LANES) {
    const startA = tree * inner;
    const startB = startA + inner;
    const startC = startB + inner;
    const startD = startC + inner;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let level = 0; level < depth; level += 1) {
      a = 2 * a + 1 + +(keys[columns[startA + a]] >= thresholds[startA + a]);
      b = 2 * b + 1 + +(keys[columns[startB + b]] >= thresholds[startB + b]);
      c = 2 * c + 1 + +(keys[columns[startC + c]] >= thresholds[startC + c]);
      d = 2 * d + 1 + +(keys[columns[startD + d]] >= thresholds[startD + d]);
    }
    // Leaf n of the heap is leaf n - inner of the tree's 2^depth = inner + 1 leaves.
    const leaf = tree * (inner + 1) - inner;
    sum +=
      leaves[leaf + a] +
      leaves[leaf + inner + 1 + b] +
      leaves[leaf + 2 * (inner + 1) + c] +
      leaves[leaf + 3 * (inner + 1) + d];
  }
  return sum;
};
