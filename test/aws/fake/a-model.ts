import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FEATURE_NAMES, FEATURES_VERSION } from '../../../src/domain/features/index.ts';
import type { Manifest } from '../../../src/domain/model/manifest.ts';
import type { Model } from '../../../src/domain/model/model.ts';
import { loadModel } from '../../../src/model-files.ts';
import { anOnnxModel } from '../../domain/model/an-onnx-model.ts';

/** About one simulated payment in a hundred is of more, US cents. */
const LARGE_CENTS = 250_000;

/** A model of one tree that finds large payments risky, for whatever features this code has; written into a folder. */
export const writeModel = (folder: string): void => {
  const amount = FEATURE_NAMES.indexOf('payment.amount');
  const split = {
    tree: 0,
    id: 0,
    cover: 100,
    feature: amount,
    threshold: LARGE_CENTS,
    yes: 1,
    no: 2,
    missingYes: true,
  };
  const leaves = [{ tree: 0, id: 1, cover: 99, weight: -7 } as const, { tree: 0, id: 2, cover: 1, weight: 4 } as const];
  const bytes = anOnnxModel([split, ...leaves], { features: FEATURE_NAMES.length });
  const digest = createHash('sha256').update(bytes).digest('hex');
  const manifest: Manifest = {
    version: digest.slice(0, 12),
    digest,
    featuresVersion: FEATURES_VERSION,
    features: FEATURE_NAMES,
    calibration: { slope: 1, intercept: 0 },
    trees: 1,
    metrics: {},
    trainedThrough: '2026-01-01T00:00:00Z',
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.onnx'), bytes);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
};

export const aModel = (): Model => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-model-'));
  writeModel(folder);
  return loadModel(folder);
};
