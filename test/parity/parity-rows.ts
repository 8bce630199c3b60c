import { ensembleOf } from '../../src/domain/model/ensemble.ts';
import { readOnnxModel } from '../../src/domain/model/onnx-proto.ts';
import { type Random, randomOf } from '../domain/model/random-trees.ts';

const TINY = 1.401298464324817e-45;
const LARGEST = 3.4028234663852886e38;
/** Values on which comparisons and parsers go wrong. */
const EXTREMES = [
  ...[Number.NaN, Infinity, -Infinity, 0, -0, TINY, -TINY, 1.1754943508222875e-38, LARGEST, -LARGEST],
  ...[1e-35, -1e-35, 16_777_216, 16_777_217, 0.1, 1 / 3],
];

/** Seeded rows for a model: a fifth of the values lie at its thresholds or one float32 beside them, others are missing, extreme, or of real rows. */
export const parityRows = (
  model: Uint8Array,
  real: readonly Float32Array[],
  count: number,
): readonly Float32Array[] => {
  const thresholds = thresholdsOf(model);
  const random = randomOf(41);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
  const valueAt = (feature: number, near: Float32Array): number => {
    const kind = random();
    if (kind < 0.6) return near[feature];
    if (kind < 0.8 && thresholds[feature].length > 0) return beside(pick(thresholds[feature]), random);
    if (kind < 0.87) return Number.NaN;
    return kind < 0.93 ? pick(EXTREMES) : 8 * random() - 4;
  };
  return Array.from({ length: count }, () => {
    const near = pick(real);
    return near.map((_, feature) => valueAt(feature, near));
  });
};

const thresholdsOf = (bytes: Uint8Array): readonly (readonly number[])[] => {
  const model = readOnnxModel(bytes);
  const ensemble = model.ok ? ensembleOf(model.value) : model;
  if (!ensemble.ok) throw new Error(JSON.stringify(ensemble.issues));
  const { featureCount, featureIds, thresholds, modes } = ensemble.value;
  const found = Array.from({ length: featureCount }, (): number[] => []);
  for (const [i, feature] of featureIds.entries()) if (modes[i] !== 'LEAF') found[feature].push(thresholds[i]);
  return found;
};

const bits = new DataView(new ArrayBuffer(4));

/** A value itself, or the float32 next above or below it. */
const beside = (value: number, random: Random): number => {
  if (!Number.isFinite(value) || value === 0) return value;
  bits.setFloat32(0, value);
  bits.setInt32(0, bits.getInt32(0) + Math.floor(random() * 3) - 1);
  return bits.getFloat32(0);
};
