import type { Issue, Parsed } from '../payment/parse-payment.ts';
import { type Ensemble, nodeKey } from './ensemble.ts';
import { keyOf } from './keys.ts';
import { MAX_DEPTH } from './trees.ts';

/** A binary tree. At a split a key below `thresholdKey` goes left; `cover` is the training weight that reached the node. */
export type Tree = Leaf | Split;
export type Leaf = { readonly kind: 'leaf'; readonly cover: number; readonly value: number };
export type Split = {
  readonly kind: 'split';
  readonly cover: number;
  readonly feature: number;
  readonly thresholdKey: number;
  readonly missingLeft: boolean;
  readonly left: Tree;
  readonly right: Tree;
};

/** Links an ensemble's columns to trees, in the file's order. A node that cannot be scored is refused by its place. */
export const linkTrees = (ensemble: Ensemble): Parsed<readonly Tree[]> => {
  const nodes: Nodes = {
    ensemble,
    at: new Map(ensemble.treeIds.map((treeId, i) => [nodeKey(treeId, ensemble.nodeIds[i]), i])),
    issues: [],
  };
  const trees = rootsOf(ensemble).map((root) => link(nodes, root, 0));
  const [roots, count] = [trees.length, new Set(ensemble.treeIds).size];
  if (roots !== count) fault(nodes, 'nodes_treeids', `${roots} roots of ${count} trees, allowed one a tree`);
  const [linked, all] = [trees.reduce((sum, tree) => sum + sizeOf(tree), 0), ensemble.treeIds.length];
  if (nodes.issues.length === 0 && linked !== all)
    fault(nodes, 'nodes_nodeids', `${linked} nodes below roots of ${all}, allowed each once`);
  return nodes.issues.length > 0 ? { ok: false, issues: nodes.issues } : { ok: true, value: trees };
};

const sizeOf = (tree: Tree): number => (tree.kind === 'leaf' ? 1 : 1 + sizeOf(tree.left) + sizeOf(tree.right));

/** An ensemble, where each of its nodes is, and what was found wrong while linking it. */
type Nodes = { readonly ensemble: Ensemble; readonly at: ReadonlyMap<number, number>; readonly issues: Issue[] };

const fault = ({ issues }: Nodes, place: string, got: string): Leaf => {
  issues.push({ path: `/graph/node/0/${place}`, message: `got ${got}` });
  return { kind: 'leaf', cover: 0, value: 0 };
};

const rootsOf = ({ treeIds, nodeIds, modes, trueIds, falseIds }: Ensemble): readonly number[] => {
  const children = new Set<number>();
  modes.forEach((mode, i) => {
    if (mode !== 'LEAF') children.add(nodeKey(treeIds[i], trueIds[i])).add(nodeKey(treeIds[i], falseIds[i]));
  });
  return [...treeIds.keys()].filter((i) => !children.has(nodeKey(treeIds[i], nodeIds[i])));
};

/** The key that goes with each mode: with integer keys, x <= t is x < t + 1. */
const KEY_STEP: ReadonlyMap<string, number> = new Map([
  ['BRANCH_LT', 0],
  ['BRANCH_LEQ', 1],
]);

const link = (nodes: Nodes, i: number, level: number): Tree => {
  const { ensemble } = nodes;
  const mode = ensemble.modes[i];
  if (mode === 'LEAF') return leafOf(nodes, i);
  const step = KEY_STEP.get(mode);
  const feature = ensemble.featureIds[i];
  const [threshold, last] = [ensemble.thresholds[i], ensemble.featureCount - 1];
  if (step === undefined) return fault(nodes, `nodes_modes/${i}`, `${mode}, allowed ${[...KEY_STEP.keys()]} or LEAF`);
  if (level === MAX_DEPTH)
    return fault(nodes, `nodes_nodeids/${i}`, `${nameOf(nodes, i)} below level ${MAX_DEPTH}, the deepest that is read`);
  if (Number.isNaN(threshold)) return fault(nodes, `nodes_values/${i}`, 'NaN, allowed any number');
  if (feature > last) return fault(nodes, `nodes_featureids/${i}`, `${feature}, allowed 0 to ${last}`);
  return {
    kind: 'split',
    cover: ensemble.covers[i],
    feature,
    thresholdKey: keyOf(threshold) + step,
    missingLeft: ensemble.missingTrue[i] === 1,
    left: linkChild(nodes, { i, child: ensemble.trueIds[i], level }),
    right: linkChild(nodes, { i, child: ensemble.falseIds[i], level }),
  };
};

const linkChild = (nodes: Nodes, { i, child, level }: { i: number; child: number; level: number }): Tree => {
  const index = nodes.at.get(nodeKey(nodes.ensemble.treeIds[i], child));
  if (index !== undefined) return link(nodes, index, level + 1);
  return fault(nodes, `nodes_nodeids/${i}`, `${nameOf(nodes, i)} whose branch ${child} is no node of its tree`);
};

const leafOf = (nodes: Nodes, i: number): Leaf => {
  const { treeIds, nodeIds, covers, weights } = nodes.ensemble;
  const value = weights.get(nodeKey(treeIds[i], nodeIds[i]));
  if (value !== undefined) return { kind: 'leaf', cover: covers[i], value };
  return fault(nodes, `nodes_nodeids/${i}`, `${nameOf(nodes, i)}, a leaf without a weight`);
};

const nameOf = ({ ensemble }: Nodes, i: number): string => `tree ${ensemble.treeIds[i]} node ${ensemble.nodeIds[i]}`;
