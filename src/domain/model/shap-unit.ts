import type { Trees } from './trees.ts';

/** Units by number, and the feature of each of their splits: depth + 1 a unit. */
export type Units = { readonly units: Int32Array; readonly features: Int32Array };

/**
 * Makes the function that works out, for rows of one pattern, what the four leaves of unit i give to the feature of each of its
 * splits. In a pattern, bit depth - s tells whether the row goes right at split s. Splits of one feature share the first one's
 * place. The answer is overwritten by the next call.
 *
 * A leaf of value v is a game in which feature i brings h (1 when the row follows all its splits on the path, else 0) if it is
 * known, and r (the share of the training weight that follows them) if not. Its Shapley value is
 *   v (h_i - r_i) * integral over t in 0..1 of the product over the other features j of (h_j t + r_j (1 - t)),
 * for the integral of t^s (1 - t)^(d - 1 - s) is the Shapley weight s! (d - 1 - s)! / d!. The integrand is a polynomial of degree
 * d - 1 <= 7 (HEAP_DEPTH is 8), which four Gauss-Legendre points integrate exactly.
 */
export const shapleyOfUnit = (
  trees: Trees,
  { units, features }: Units,
): ((i: number, pattern: number) => Float64Array) => {
  const { depth } = trees;
  const [splits, nodes] = [depth + 1, (2 << depth) - 1];
  const ratios = reachRatios(trees);
  const placeOf = new Int32Array(splits);
  const game = { known: new Float64Array(splits), unknown: new Float64Array(splits), before: new Float64Array(splits) };
  const gives = new Float64Array(splits);
  return (i, pattern) => {
    const first = i * splits;
    for (let split = 0; split < splits; split += 1)
      placeOf[split] = features.indexOf(features[first + split], first) - first;
    gives.fill(0);
    for (let leaf = 4 * units[i]; leaf < 4 * units[i] + 4; leaf += 1) {
      const value = trees.leaves[leaf];
      if (value === 0) continue;
      const tree = leaf >> depth;
      // A place off the leaf's path brings 1, known or not, which changes nothing.
      game.known.fill(1);
      game.unknown.fill(1);
      for (let level = 0; level < depth; level += 1) {
        // Counted from 1, a node's number is the way to it: its last bit tells whether it is a right child.
        const child = ((1 << depth) + leaf - (tree << depth)) >> (depth - 1 - level);
        const split = level < depth - 1 ? level : level + ((leaf >> 1) & 1);
        const place = placeOf[split];
        if (((pattern >> (depth - split)) & 1) !== (child & 1)) game.known[place] = 0;
        game.unknown[place] *= ratios[tree * nodes + child - 1];
      }
      addShapley(game, value, gives);
    }
    return gives;
  };
};

/** Numbers of the units of which a leaf scores: those of padding do not. */
export const liveUnits = ({ leaves }: Trees): Int32Array =>
  Int32Array.from({ length: leaves.length / 4 }, (_, unit) => unit).filter((unit) =>
    leaves.subarray(4 * unit, 4 * unit + 4).some((value) => value !== 0),
  );

/** For each node of each tree the share of the training weight at its parent that went on to it; 1 for a root. */
export const reachRatios = ({ depth, covers }: Trees): Float64Array => {
  const nodes = (2 << depth) - 1;
  return Float64Array.from(covers, (cover, index) => {
    const node = index % nodes;
    const parent = covers[index - node + ((node - 1) >> 1)];
    if (node === 0) return 1;
    return parent > 0 ? cover / parent : 0;
  });
};

/** Feature of each split of each unit: those on the way from the root, the unit's own, its left and its right child's. */
export const unitFeatures = ({ depth, columns, featureCount }: Trees, units: Int32Array): Int32Array => {
  const [splits, inner, unitsATree] = [depth + 1, (1 << depth) - 1, 1 << (depth - 2)];
  return Int32Array.from({ length: units.length * splits }, (_, index) => {
    const [unit, split] = [units[Math.floor(index / splits)], index % splits];
    const own = unitsATree + (unit % unitsATree);
    const node = split < depth - 1 ? own >> (depth - 2 - split) : 2 * own + split - (depth - 1);
    return columns[Math.floor(unit / unitsATree) * inner + node - 1] % featureCount;
  });
};

/** What the feature at each place brings to the product, known and unknown; `before` is room for the products so far. */
type Game = { readonly known: Float64Array; readonly unknown: Float64Array; readonly before: Float64Array };

/** Abscissas on 0..1 and weights of four-point Gauss-Legendre quadrature (Abramowitz and Stegun, table 25.4). */
const POINTS = [0.3399810435848563, 0.8611363115940526].flatMap((x) => [(1 - x) / 2, (1 + x) / 2]);
const WEIGHTS = [0.6521451548625461, 0.3478548451374538].flatMap((w) => [w / 2, w / 2]);

const addShapley = ({ known, unknown, before }: Game, value: number, gives: Float64Array): void => {
  for (let point = 0; point < POINTS.length; point += 1) {
    const t = POINTS[point];
    let product = value * WEIGHTS[point];
    for (let i = 0; i < gives.length; i += 1) {
      before[i] = product;
      product *= known[i] * t + unknown[i] * (1 - t);
    }
    let after = 1;
    for (let i = gives.length - 1; i >= 0; i -= 1) {
      gives[i] += (known[i] - unknown[i]) * before[i] * after;
      after *= known[i] * t + unknown[i] * (1 - t);
    }
  }
};
