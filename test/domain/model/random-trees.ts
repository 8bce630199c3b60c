import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { OnnxTreeNode } from './an-onnx-model.ts';

export type Random = () => number;

/** Numbers in [0, 1) from a seed. */
export const randomOf = (seed: number): Random => {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
};

/** Values on which float32 comparisons go wrong when they are not done as ONNX says. */
export const AWKWARD = [
  0,
  -0,
  1,
  -1,
  0.1,
  3.4028234663852886e38,
  -3.4028234663852886e38,
  1.401298464324817e-45,
  Infinity,
  -Infinity,
];

export type TreeShape = { readonly depth: number; readonly features: number; readonly mode: string };

/** A tree of random shape, splits, covers and missing branches, whose leaves sum exactly in float32 (multiples of 1/1024). */
export const randomTree = (random: Random, tree: number, shape: TreeShape): readonly OnnxTreeNode[] => {
  const nodes: OnnxTreeNode[] = [];
  const grow = (level: number, cover: number): number => {
    const id = nodes.length;
    if (level === shape.depth || (level > 0 && random() < 0.15)) {
      nodes.push({ tree, id, cover, weight: Math.round((random() - 0.5) * 1024) / 1024 });
      return id;
    }
    nodes.push({ tree, id, cover });
    const share = 0.05 + 0.9 * random();
    const yes = grow(level + 1, cover * share);
    const no = grow(level + 1, cover * (1 - share));
    const feature = Math.floor(random() * shape.features);
    nodes[id] = {
      tree,
      id,
      cover,
      mode: shape.mode,
      feature,
      threshold: randomValue(random),
      yes,
      no,
      missingYes: random() < 0.5,
    };
    return id;
  };
  grow(0, 1000);
  return nodes;
};

/** A row of which a fifth is missing and a fifth awkward. */
export const randomRow = (random: Random, features: number): Float32Array =>
  Float32Array.from({ length: features }, () => (random() < 0.2 ? NaN : randomValue(random)));

const randomValue = (random: Random): number =>
  random() < 0.25 ? AWKWARD[Math.floor(random() * AWKWARD.length)] : Math.round((random() * 4 - 2) * 8) / 8;
