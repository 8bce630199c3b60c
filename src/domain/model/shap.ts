import { deepExplainerOf } from './deep-shap.ts';
import { keyRowOf } from './keys.ts';
import { liveUnits, reachRatios, shapleyOfUnit, unitFeatures } from './shap-unit.ts';
import type { Trees } from './trees.ts';

/** What each feature adds to a row's raw score, in log-odds: `bias` and `values` sum to the raw score. */
export type Contributions = {
  /** Raw score expected when no feature is known, by the training rows' way through the trees. */
  readonly bias: number;
  /** One a feature, in the model's order. */
  readonly values: Float64Array;
};

export type ExplainRow = (row: Float32Array) => Contributions;

/**
 * Makes the function that explains a row by exact path-dependent tree SHAP values: Lundberg et al., "From local explanations to
 * global understanding with explainable AI for trees" (2020), https://doi.org/10.1038/s42256-019-0138-9; XGBoost's `pred_contribs`.
 *
 * What a leaf gives to each feature depends on the row only through the yes and no of the splits above it, so it can be looked up,
 * as in Yang, "Fast TreeSHAP" (2021), https://arxiv.org/abs/2109.09847. Here a unit is a node on the last but one level: its four
 * leaves share depth + 1 splits, hence 2^(depth + 1) patterns. A pattern is worked out when it is first met and kept; the memory
 * for all of them (at most 16 MB for 300 trees of depth 6) is only touched as they are met.
 */
export const explainerOf = (trees: Trees): ExplainRow => {
  const keysOf = keyRowOf(trees.featureCount);
  const memo = memoOf(trees);
  const deep = trees.deep && deepExplainerOf(trees.deep, trees.featureCount);
  const bias = trees.baseScore + expectedScore(trees) + (deep?.expected ?? 0);
  return (row) => {
    const values = new Float64Array(trees.featureCount);
    const keys = keysOf(row);
    addUnits(memo, keys, values);
    deep?.add(keys, values);
    return { bias, values };
  };
};

type Memo = {
  readonly trees: Trees;
  /** Units with a leaf that scores: unit u of tree t is number t * 2^(depth - 2) + u. */
  readonly units: Int32Array;
  /** Feature of each split of each unit. */
  readonly features: Int32Array;
  /** 1 where a pattern of a unit has been worked out, and what it then gives to the feature of each split. */
  readonly known: Uint8Array;
  readonly gives: Float32Array;
  readonly workOut: (unit: number, pattern: number) => Float64Array;
  /** For the tree at hand, the splits met on the way to each node, its own included: a bit each, 1 for right, the root's first. */
  readonly patterns: Int32Array;
  /** For the row at hand, each unit's pattern among all patterns of all units. */
  readonly indexes: Int32Array;
};

const memoOf = (trees: Trees): Memo => {
  const units = liveUnits(trees);
  const features = unitFeatures(trees, units);
  const splits = trees.depth + 1;
  return {
    trees,
    units,
    features,
    known: new Uint8Array(units.length << splits),
    gives: new Float32Array((units.length << splits) * splits),
    workOut: shapleyOfUnit(trees, { units, features }),
    patterns: new Int32Array(1 << (trees.depth - 1)),
    indexes: new Int32Array(units.length),
  };
};

const addUnits = (memo: Memo, keys: Int32Array, values: Float64Array): void => {
  const { units, features, known, gives, indexes } = memo;
  const splits = memo.trees.depth + 1;
  findPatterns(memo, keys);
  for (let i = 0; i < units.length; i += 1) {
    const index = indexes[i];
    const from = index * splits;
    if (known[index] === 0) {
      gives.set(memo.workOut(i, index - (i << splits)), from);
      known[index] = 1;
    }
    for (let split = 0; split < splits; split += 1) values[features[i * splits + split]] += gives[from + split];
  }
};

/** Tells each unit's pattern. A pass of its own: what the patterns give lies far apart in memory, and is then waited for many at a time. */
const findPatterns = (memo: Memo, keys: Int32Array): void => {
  const { units, indexes, patterns } = memo;
  const { depth, columns, thresholds } = memo.trees;
  const unitsATree = 1 << (depth - 2);
  let tree = -1;
  for (let i = 0; i < units.length; i += 1) {
    const unit = units[i];
    if (unit >> (depth - 2) !== tree) {
      tree = unit >> (depth - 2);
      meetSplits(memo, tree, keys);
    }
    // Nodes count from 1 here: node n has children 2n and 2n + 1, and lies at n - 1 in the heap.
    const node = unitsATree + (unit & (unitsATree - 1));
    const left = tree * ((1 << depth) - 1) + 2 * node - 1;
    const leftGoesRight = +(keys[columns[left]] >= thresholds[left]);
    const rightGoesRight = +(keys[columns[left + 1]] >= thresholds[left + 1]);
    indexes[i] = (i << (depth + 1)) + 4 * patterns[node] + 2 * leftGoesRight + rightGoesRight;
  }
};

/** Notes which way the row goes at each split down to the units. */
const meetSplits = ({ trees, patterns }: Memo, tree: number, keys: Int32Array): void => {
  const { depth, columns, thresholds } = trees;
  const start = tree * ((1 << depth) - 1) - 1;
  for (let node = 1; node < patterns.length; node += 1) {
    const right = +(keys[columns[start + node]] >= thresholds[start + node]);
    patterns[node] = 2 * patterns[node >> 1] + right;
  }
};

/** The trees' mean score over the training rows: each leaf by the share of the training weight that reached it. */
const expectedScore = (trees: Trees): number => {
  const inner = (1 << trees.depth) - 1;
  const ratios = reachRatios(trees);
  const shares = new Float64Array(2 * inner + 1);
  let sum = 0;
  for (let tree = 0; tree < trees.count; tree += 1) {
    shares[0] = 1;
    for (let node = 1; node < shares.length; node += 1) {
      shares[node] = shares[(node - 1) >> 1] * ratios[tree * shares.length + node];
      if (node >= inner) sum += shares[node] * trees.leaves[tree * (inner + 1) + node - inner];
    }
  }
  return sum;
};
