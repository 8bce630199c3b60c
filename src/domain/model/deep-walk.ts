import { DEEP_LANES, type DeepTrees } from './deep-trees.ts';

/** Sum of the leaves that a key row falls into. A group of four trees is walked until none of them moves any more. */
export const walkDeep = (trees: DeepTrees, keys: Int32Array): number => {
  const { count, roots, columns, thresholds, left, values } = trees;
  let sum = 0;
  for (let tree = 0; tree < count; tree += DEEP_LANES) {
    let a = roots[tree];
    let b = roots[tree + 1];
    let c = roots[tree + 2];
    let d = roots[tree + 3];
    let before = -1;
    // Children come after their parent, so the numbers add up to more with every step that is one.
    while (a + b + c + d !== before) {
      before = a + b + c + d;
      a = left[a] + +(keys[columns[a]] >= thresholds[a]);
      b = left[b] + +(keys[columns[b]] >= thresholds[b]);
      c = left[c] + +(keys[columns[c]] >= thresholds[c]);
      d = left[d] + +(keys[columns[d]] >= thresholds[d]);
    }
    sum += values[a] + values[b] + values[c] + values[d];
  }
  return sum;
};
