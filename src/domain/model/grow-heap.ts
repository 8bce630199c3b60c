import { depthOf } from './deep-trees.ts';
import { NEVER_LEFT } from './keys.ts';
import type { Leaf, Tree } from './link-trees.ts';
import { HEAP_LANES, type Trees } from './trees.ts';

/** A unit of shap.ts is a node with its two children: shallower trees are padded to have one. */
const LEAST_DEPTH = 2;
const ZERO: Leaf = { kind: 'leaf', cover: 0, value: 0 };

/** Lays trees out in heap order, all padded to the deepest, and fills their number up to whole lanes with trees that score 0. */
export const growHeap = (trees: readonly Tree[], shape: Pick<Trees, 'featureCount' | 'baseScore'>): Trees => {
  const depth = Math.max(LEAST_DEPTH, ...trees.map(depthOf));
  const count = Math.ceil(trees.length / HEAP_LANES) * HEAP_LANES;
  const inner = 2 ** depth - 1;
  const heap: Trees = {
    ...shape,
    count,
    depth,
    columns: new Uint16Array(count * inner),
    thresholds: new Int32Array(count * inner).fill(NEVER_LEFT),
    leaves: new Float32Array(count * (inner + 1)),
    covers: new Float32Array(count * (2 * inner + 1)),
  };
  for (let i = 0; i < count; i += 1) place(heap, trees[i] ?? ZERO, { tree: i, node: 0 });
  return heap;
};

type Place = { readonly tree: number; readonly node: number };

const place = (heap: Trees, node: Tree, at: Place): void => {
  const inner = 2 ** heap.depth - 1;
  const index = at.tree * inner + at.node;
  const left = { tree: at.tree, node: 2 * at.node + 1 };
  const right = { tree: at.tree, node: 2 * at.node + 2 };
  heap.covers[at.tree * (2 * inner + 1) + at.node] = node.cover;
  if (node.kind === 'split') {
    heap.columns[index] = node.feature + (node.missingLeft ? heap.featureCount : 0);
    heap.thresholds[index] = node.thresholdKey;
    place(heap, node.left, left);
    place(heap, node.right, right);
  } else if (at.node < inner) place(heap, node, right);
  else heap.leaves[at.tree * (inner + 1) + at.node - inner] = node.value;
};
