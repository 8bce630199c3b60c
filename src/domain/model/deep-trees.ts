import { NEVER_LEFT } from './keys.ts';
import type { Tree } from './link-trees.ts';

/**
 * Binary trees too deep to be padded: each holds only the nodes that it has. A step down is again arithmetic: the two children of a
 * node lie side by side, and a leaf steps to itself, since its `left` is the node before it and nothing goes left there.
 */
export type DeepTrees = {
  /** Trees, those that fill the last group of four included. */
  readonly count: number;
  /** Node of each tree's root. */
  readonly roots: Int32Array;
  /** Most splits above a leaf of any tree. */
  readonly depth: number;
  /** For each node: column of the key row, order key of the threshold, left child; see trees.ts. */
  readonly columns: Uint16Array;
  readonly thresholds: Int32Array;
  readonly left: Int32Array;
  /** Value of each leaf, 0 at splits. */
  readonly values: Float32Array;
  /** Training weight that reached each node. */
  readonly covers: Float32Array;
};

/** Trees walked side by side; more only wait longer for the deepest among them. */
export const DEEP_LANES = 4;

/** Lays trees out one after the other, each level by level; undefined when there are none. */
export const layDeep = (trees: readonly Tree[], featureCount: number): DeepTrees | undefined => {
  if (trees.length === 0) return undefined;
  const count = Math.ceil(trees.length / DEEP_LANES) * DEEP_LANES;
  const nodes = trees.map(inLevels);
  const total = nodes.reduce((sum, { length }) => sum + length, 0) + 1;
  const deep: DeepTrees = {
    count,
    roots: new Int32Array(count).fill(total - 1),
    depth: Math.max(...trees.map(depthOf)),
    columns: new Uint16Array(total),
    thresholds: new Int32Array(total).fill(NEVER_LEFT),
    left: Int32Array.from({ length: total }, (_, node) => node - 1),
    values: new Float32Array(total),
    covers: new Float32Array(total),
  };
  let start = 0;
  for (const [tree, ordered] of nodes.entries()) {
    deep.roots[tree] = start;
    place(deep, { ordered, start, featureCount });
    start += ordered.length;
  }
  return deep;
};

/** Splits above a tree's deepest leaf. */
export const depthOf = (tree: Tree): number =>
  tree.kind === 'leaf' ? 0 : 1 + Math.max(depthOf(tree.left), depthOf(tree.right));

const inLevels = (root: Tree): readonly Tree[] => {
  const ordered = [root];
  for (const node of ordered) if (node.kind === 'split') ordered.push(node.left, node.right);
  return ordered;
};

type Placing = { readonly ordered: readonly Tree[]; readonly start: number; readonly featureCount: number };

const place = (deep: DeepTrees, { ordered, start, featureCount }: Placing): void => {
  let child = start + 1;
  for (const [offset, node] of ordered.entries()) {
    const at = start + offset;
    deep.covers[at] = node.cover;
    if (node.kind === 'leaf') {
      deep.values[at] = node.value;
      continue;
    }
    deep.columns[at] = node.feature + (node.missingLeft ? featureCount : 0);
    deep.thresholds[at] = node.thresholdKey;
    deep.left[at] = child;
    child += 2;
  }
};
