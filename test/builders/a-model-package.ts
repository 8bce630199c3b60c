import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FEATURE_NAMES, FEATURES_VERSION } from '../../src/domain/features/index.ts';
import type { Manifest } from '../../src/domain/model/manifest.ts';
import { anOnnxModel, type OnnxTreeNode } from '../domain/model/an-onnx-model.ts';

export type PackageOptions = {
  /** Payments of so many US cents and more are found risky. */
  readonly largeCents?: number;
  readonly manifest?: Partial<Manifest>;
  readonly opType?: string;
  /** Raw scores of the other payments and of these. */
  readonly honest?: number;
  readonly risky?: number;
  /** Raw score that the golden row is said to have. */
  readonly golden?: number;
};

/** Writes a registrable model of one tree, for the features of this code; resolves to its id. */
export const aModelPackage = (folder: string, options: PackageOptions = {}): string => {
  const { largeCents = 250_000, honest = -5, risky = 3, manifest, opType, golden = risky } = options;
  const feature = FEATURE_NAMES.indexOf('payment.amount');
  const nodes: readonly OnnxTreeNode[] = [
    { tree: 0, id: 0, cover: 100, feature, threshold: largeCents, yes: 1, no: 2, missingYes: true },
    { tree: 0, id: 1, cover: 99, weight: honest },
    { tree: 0, id: 2, cover: 1, weight: risky },
  ];
  const bytes = anOnnxModel(nodes, { features: FEATURE_NAMES.length, ...(opType !== undefined && { opType }) });
  const digest = createHash('sha256').update(bytes).digest('hex');
  const whole: Manifest = {
    version: digest.slice(0, 12),
    digest,
    featuresVersion: FEATURES_VERSION,
    features: FEATURE_NAMES,
    calibration: { slope: 1, intercept: 0 },
    trees: 1,
    metrics: { averagePrecision: 0.5 },
    trainedThrough: '2025-01-01T00:00:00Z',
    ...manifest,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.onnx'), bytes);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(whole));
  const row = FEATURE_NAMES.map((_, at) => (at === feature ? largeCents : null));
  writeFileSync(join(folder, 'golden.json'), JSON.stringify({ rows: [row], rawScores: [golden] }));
  return whole.version;
};
