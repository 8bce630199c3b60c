import type { DeepTrees } from './deep-trees.ts';

/**
 * An ensemble of binary trees, every one padded to the same depth and laid out in heap order: the children of node n are 2n + 1
 * (left) and 2n + 2 (right). A tree has 2^depth - 1 inner nodes and 2^depth leaves; each array holds one tree after the other.
 *
 * A payment goes left at a node when its key in `columns` is less than `thresholds`; see keys.ts for what a key is. A node that only
 * pads sends everything right, where it keeps the leaf's value and cover; its left side has neither.
 */
export type Trees = {
  /** Trees, the zero trees that fill the last group of lanes included. */
  readonly count: number;
  readonly depth: number;
  readonly featureCount: number;
  /** Column of the key row that each inner node looks at. */
  readonly columns: Uint16Array;
  /** Order key of each inner node's threshold. */
  readonly thresholds: Int32Array;
  /** Value of each leaf, in log-odds. */
  readonly leaves: Float32Array;
  /** Training weight that reached each node, leaves included: 2^(depth + 1) - 1 a tree. */
  readonly covers: Float32Array;
  /** Raw score before any tree, in log-odds. */
  readonly baseScore: number;
  /** Trees that are too deep for the heap; none in most models. Their sum comes on top. */
  readonly deep?: DeepTrees;
};

/** Trees of a heap walked side by side: their loads overlap, which hides the memory's latency. */
export const HEAP_LANES = 8;

/** Deepest tree in the heap: padding doubles with each level, and shap.ts integrates exactly up to here. */
export const HEAP_DEPTH = 8;

/** Deepest tree that is read at all. */
export const MAX_DEPTH = 64;
