import type { DeepTrees } from './deep-trees.ts';
import { gaussLegendre, type Quadrature } from './gauss-legendre.ts';

export type DeepExplainer = {
  /** Mean score over the training rows. */
  readonly expected: number;
  /** Adds what each feature gives to the score of a key row. */
  readonly add: (keys: Int32Array, values: Float64Array) => void;
};

/**
 * Exact path-dependent tree SHAP for trees of any depth, one pass down and up each tree. It is the integral of shap-unit.ts, whose
 * product of factors h t + r (1 - t) over the features of a path is kept at each quadrature point while going down; coming up, the
 * sum over the leaves below an edge is divided by the edge's factor, which leaves the other features' product (the idea of Yu et al.,
 * "Linear TreeShap", 2022, https://arxiv.org/abs/2209.08192). A feature met again takes back what its earlier edge gave to the leaves
 * below. Time: nodes times points, half as many as the most distinct features on a path.
 */
export const deepExplainerOf = (trees: DeepTrees, featureCount: number): DeepExplainer => {
  const walks = [...trees.roots].map((root) => ({ root, quadrature: quadratureOf(trees, root, featureCount) }));
  const room = roomFor(trees, featureCount);
  return {
    expected: walks.reduce((sum, { root }) => sum + expectedBelow(trees, root), 0),
    add: (keys, values) => {
      for (const { root, quadrature } of walks) {
        room.products.fill(1, 0, quadrature.points.length);
        descend({ trees, room, quadrature, keys, values, featureCount }, root, 0);
      }
    },
  };
};

type Room = {
  /** For each level the product of factors so far, and the sum over the leaves below, a number a point. */
  readonly products: Float64Array;
  readonly below: Float64Array;
  /** What the edge into each level gives to its feature of what lies below, beyond what an earlier edge of it gave. */
  readonly shares: Float64Array;
  /** What each feature brings on the path so far: 1 or 0 when known, its share of the training weight when not; both 1 off the path. */
  readonly known: Float64Array;
  readonly unknown: Float64Array;
};

type Pass = {
  readonly trees: DeepTrees;
  readonly room: Room;
  readonly quadrature: Quadrature;
  readonly keys: Int32Array;
  readonly values: Float64Array;
  readonly featureCount: number;
};

const roomFor = ({ depth }: DeepTrees, featureCount: number): Room => {
  const size = (depth + 1) * Math.max(1, Math.ceil(depth / 2));
  return {
    products: new Float64Array(size),
    below: new Float64Array(size),
    shares: new Float64Array(size),
    known: new Float64Array(featureCount).fill(1),
    unknown: new Float64Array(featureCount).fill(1),
  };
};

const isLeaf = ({ left }: DeepTrees, node: number): boolean => left[node] < node;

const descend = (pass: Pass, node: number, level: number): void => {
  const { trees, room, quadrature } = pass;
  const size = quadrature.points.length;
  const from = level * size;
  if (isLeaf(trees, node)) {
    const value = trees.values[node];
    for (let q = 0; q < size; q += 1) room.below[from + q] = value * quadrature.weights[q] * room.products[from + q];
    return;
  }
  const goesRight = +(pass.keys[trees.columns[node]] >= trees.thresholds[node]);
  room.below.fill(0, from, from + size);
  for (let side = 0; side < 2; side += 1) follow(pass, { node, side, follows: goesRight === side }, level);
};

type Edge = { readonly node: number; readonly side: number; readonly follows: boolean };

const follow = (pass: Pass, { node, side, follows }: Edge, level: number): void => {
  const { trees, room, quadrature, values, featureCount } = pass;
  const { points } = quadrature;
  const child = trees.left[node] + side;
  const feature = trees.columns[node] % featureCount;
  const [known, unknown] = [room.known[feature], room.unknown[feature]];
  const childKnown = follows ? known : 0;
  const childUnknown = unknown * (trees.covers[node] > 0 ? trees.covers[child] / trees.covers[node] : 0);
  // No row of the training data and not this one: nothing of what lies below counts.
  if (childKnown === 0 && childUnknown === 0) return;
  const from = level * points.length;
  const to = from + points.length;
  for (let q = 0; q < points.length; q += 1) {
    const t = points[q];
    const before = known * t + unknown * (1 - t);
    const now = childKnown * t + childUnknown * (1 - t);
    room.products[to + q] = (room.products[from + q] * now) / before;
    room.shares[to + q] = (childKnown - childUnknown) / now - (known - unknown) / before;
  }
  room.known[feature] = childKnown;
  room.unknown[feature] = childUnknown;
  descend(pass, child, level + 1);
  room.known[feature] = known;
  room.unknown[feature] = unknown;
  let given = 0;
  for (let q = 0; q < points.length; q += 1) {
    given += room.below[to + q] * room.shares[to + q];
    room.below[from + q] += room.below[to + q];
  }
  values[feature] += given;
};

/** Enough points for the most distinct features on any path below a node: their product has one degree less. */
const quadratureOf = (trees: DeepTrees, root: number, featureCount: number): Quadrature => {
  const met = new Int32Array(featureCount);
  const mostBelow = (node: number, distinct: number): number => {
    if (isLeaf(trees, node)) return distinct;
    const feature = trees.columns[node] % featureCount;
    const now = distinct + +(met[feature] === 0);
    met[feature] += 1;
    const most = Math.max(mostBelow(trees.left[node], now), mostBelow(trees.left[node] + 1, now));
    met[feature] -= 1;
    return most;
  };
  return gaussLegendre(Math.max(1, Math.ceil(mostBelow(root, 0) / 2)));
};

/** Mean score of the training rows below a node. */
const expectedBelow = (trees: DeepTrees, node: number): number => {
  if (isLeaf(trees, node)) return trees.values[node];
  const { left, covers } = trees;
  return [left[node], left[node] + 1].reduce(
    (sum, child) => sum + (covers[node] > 0 ? covers[child] / covers[node] : 0) * expectedBelow(trees, child),
    0,
  );
};
