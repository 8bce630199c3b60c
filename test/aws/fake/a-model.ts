import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Model } from '../../../src/domain/model/model.ts';
import { loadModel } from '../../../src/model-files.ts';
import { aModelPackage } from '../../builders/a-model-package.ts';

/** A model of one tree that finds large payments risky (about one simulated payment in a hundred), written into a folder. */
export const writeModel = (folder: string): void => {
  aModelPackage(folder, {
    largeCents: 250_000,
    honest: -7,
    risky: 4,
    manifest: { metrics: {}, trainedThrough: '2026-01-01T00:00:00Z' },
  });
};

export const aModel = (): Model => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-model-'));
  writeModel(folder);
  return loadModel(folder);
};
