import { depthOf, layDeep } from './deep-trees.ts';
import { growHeap } from './grow-heap.ts';
import type { Tree } from './link-trees.ts';
import { HEAP_DEPTH, type Trees } from './trees.ts';

/** Beside deeper trees the heap takes only those that it does not have to pad much: leaf-wise trees of seven levels are mostly padding. */
const SHALLOW = 6;

/** Lays trees out as they are walked fastest: in a heap up to HEAP_DEPTH levels, and node by node below; docs/decisions/075. */
export const layOut = (trees: readonly Tree[], shape: Pick<Trees, 'featureCount' | 'baseScore'>): Trees => {
  const depths = trees.map(depthOf);
  const most = Math.max(...depths) <= HEAP_DEPTH ? HEAP_DEPTH : SHALLOW;
  const heap = growHeap(
    trees.filter((_, i) => depths[i] <= most),
    shape,
  );
  const deep = layDeep(
    trees.filter((_, i) => depths[i] > most),
    shape.featureCount,
  );
  return deep === undefined ? heap : { ...heap, deep };
};
