import { keyRowOf } from './keys.ts';
import { type Pattern, reachRatios, shapleyOfUnit, unitFeatures } from './shap-unit.ts';
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
 * for all of them (16 MB for 300 trees of depth 6) is only touched as they are met.
 */
export const explainerOf = (trees: Trees): ExplainRow => {
  const keysOf = keyRowOf(trees.featureCount);
  const memo = memoOf(trees);
  const bias = trees.baseScore + expectedScore(trees);
  return (row) => {
    const values = new Float64Array(trees.featureCount);
    const keys = keysOf(row);
    for (let tree = 0; tree < trees.count; tree += 1) addTree(memo, { tree, keys }, values);
    return { bias, values };
  };
};

type Memo = {
  readonly trees: Trees;
  /** Units a tree, and splits a unit. */
  readonly units: number;
  readonly slots: number;
  /** Feature of each slot of each unit of each tree. */
  readonly features: Int32Array;
  /** 1 where a pattern of a unit of a tree has been worked out, and what it then gives to each slot's feature. */
  readonly known: Uint8Array;
  readonly gives: Float32Array;
  readonly workOut: (at: Pattern) => Float64Array;
  /** Splits met on the way to each node of the tree at hand, its own included: a bit each, 1 for right, the root's first. */
  readonly patterns: Int32Array;
};

const memoOf = (trees: Trees): Memo => {
  const [units, slots] = [1 << (trees.depth - 2), trees.depth + 1];
  const patterns = trees.count * units * (1 << slots);
  const features = unitFeatures(trees);
  return {
    trees,
    units,
    slots,
    features,
    known: new Uint8Array(patterns),
    gives: new Float32Array(patterns * slots),
    workOut: shapleyOfUnit(trees, features),
    patterns: new Int32Array(2 * units),
  };
};

const addTree = (memo: Memo, { tree, keys }: { tree: number; keys: Int32Array }, values: Float64Array): void => {
  const { trees, units, slots, features, known, gives, patterns } = memo;
  const { columns, thresholds } = trees;
  const start = tree * ((1 << trees.depth) - 1);
  // Node n of the heap is entry n + 1 here, so that a node's parent is half of its entry.
  for (let node = 1; node < 2 * units; node += 1) {
    const right = +(keys[columns[start + node - 1]] >= thresholds[start + node - 1]);
    patterns[node] = 2 * patterns[node >> 1] + right;
  }
  for (let unit = 0; unit < units; unit += 1) {
    const left = start + 2 * (units + unit) - 1;
    const leftGoesRight = +(keys[columns[left]] >= thresholds[left]);
    const rightGoesRight = +(keys[columns[left + 1]] >= thresholds[left + 1]);
    const pattern = 4 * patterns[units + unit] + 2 * leftGoesRight + rightGoesRight;
    const index = ((tree * units + unit) << slots) + pattern;
    const from = index * slots;
    if (known[index] === 0) {
      gives.set(memo.workOut({ tree, unit, pattern }), from);
      known[index] = 1;
    }
    const feature = (tree * units + unit) * slots;
    for (let slot = 0; slot < slots; slot += 1) values[features[feature + slot]] += gives[from + slot];
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
