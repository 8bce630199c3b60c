import type { Trees } from './trees.ts';

/** A unit's pattern: bit depth - s tells whether the row goes right at split s, on the way to the unit or in it. */
export type Pattern = { readonly tree: number; readonly unit: number; readonly pattern: number };

/**
 * Makes the function that works out, for rows of one pattern, what the four leaves of a unit give to the feature of each of its
 * splits. Splits of one feature share the first one's place. The answer is overwritten by the next call.
 *
 * A leaf of value v is a game in which feature i brings h (1 when the row follows all its splits on the path, else 0) if it is
 * known, and r (the share of the training weight that follows them) if not. Its Shapley value is
 *   v (h_i - r_i) * integral over t in 0..1 of the product over the other features j of (h_j t + r_j (1 - t)),
 * for the integral of t^s (1 - t)^(d - 1 - s) is the Shapley weight s! (d - 1 - s)! / d!. The integrand is a polynomial of degree
 * d - 1 <= 7 (MAX_DEPTH is 8), which four Gauss-Legendre points integrate exactly.
 */
export const shapleyOfUnit = (trees: Trees, features: Int32Array): ((at: Pattern) => Float64Array) => {
  const { depth } = trees;
  const [slots, units, nodes] = [depth + 1, 1 << (depth - 2), (2 << depth) - 1];
  const ratios = reachRatios(trees);
  const slotOf = new Int32Array(slots);
  const game: Game = {
    known: new Float64Array(slots),
    unknown: new Float64Array(slots),
    before: new Float64Array(slots),
  };
  const gives = new Float64Array(slots);
  return ({ tree, unit, pattern }) => {
    const first = (tree * units + unit) * slots;
    for (let slot = 0; slot < slots; slot += 1) slotOf[slot] = features.indexOf(features[first + slot], first) - first;
    gives.fill(0);
    for (let leaf = 4 * unit; leaf < 4 * unit + 4; leaf += 1) {
      const value = trees.leaves[(tree << depth) + leaf];
      if (value === 0) continue;
      // A slot off the path brings 1, known or not, which changes nothing.
      game.known.fill(1);
      game.unknown.fill(1);
      for (let level = 0; level < depth; level += 1) {
        // Counted from 1 the root's way is in the bits: a child is right when its last one is set.
        const child = ((1 << depth) + leaf) >> (depth - 1 - level);
        const split = level < depth - 1 ? level : level + ((leaf >> 1) & 1);
        const slot = slotOf[split];
        if (((pattern >> (depth - split)) & 1) !== (child & 1)) game.known[slot] = 0;
        game.unknown[slot] *= ratios[tree * nodes + child - 1];
      }
      addShapley(game, value, gives);
    }
    return gives;
  };
};

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

/** Feature of each split of each unit of each tree: those on the way from the root, the unit's own, its left and right child's. */
export const unitFeatures = ({ count, depth, columns, featureCount }: Trees): Int32Array => {
  const [units, slots, inner] = [1 << (depth - 2), depth + 1, (1 << depth) - 1];
  return Int32Array.from({ length: count * units * slots }, (_, index) => {
    const [slot, unit, tree] = [index % slots, Math.floor(index / slots) % units, Math.floor(index / slots / units)];
    const entry = slot < depth - 1 ? (units + unit) >> (depth - 2 - slot) : 2 * (units + unit) + slot - (depth - 1);
    return columns[tree * inner + entry - 1] % featureCount;
  });
};

/** What each slot brings to the product when it is known and when it is not; `before` is room for the products so far. */
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
