import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadModel } from '../src/model-files.ts';
import { anOnnxModel } from './domain/model/an-onnx-model.ts';

const BYTES = anOnnxModel([{ tree: 0, id: 0, cover: 1, weight: 1 }], { features: 2 });
const DIGEST = createHash('sha256').update(BYTES).digest('hex');
const CODE = { features: ['amount', 'hour'], featuresVersion: 'v1' };
const MANIFEST = JSON.stringify({
  ...CODE,
  version: DIGEST.slice(0, 12),
  digest: DIGEST,
  calibration: { slope: 1, intercept: 0 },
  trees: 1,
  metrics: {},
  trainedThrough: '2026-01-31T00:00:00.000Z',
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-model-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (model: Uint8Array, manifest: string): void => {
  writeFileSync(join(folder, 'model.onnx'), model);
  writeFileSync(join(folder, 'manifest.json'), manifest);
};

describe('loading a model', () => {
  test('gives the trees and the manifest of a folder that fits the code', () => {
    write(BYTES, MANIFEST);
    expect(loadModel(folder, CODE)).toMatchObject({ trees: { featureCount: 2 }, manifest: { digest: DIGEST } });
  });

  test('says which file is missing and what makes it', () => {
    expect(() => loadModel(folder, CODE)).toThrow(
      `${join(folder, 'model.onnx')}: cannot be read; \`npm run train\` writes it`,
    );
    writeFileSync(join(folder, 'model.onnx'), BYTES);
    expect(() => loadModel(folder, CODE)).toThrow(`${join(folder, 'manifest.json')}: cannot be read`);
  });

  test.each([
    ['a truncated model file', BYTES.subarray(0, 100), MANIFEST, /model\.onnx: expected an ONNX file, got 100 bytes/],
    ['a manifest that is not JSON', BYTES, '{"version":', /manifest\.json: not JSON/],
    [
      'a manifest of another file',
      BYTES,
      MANIFEST.replaceAll(DIGEST, 'ab'.repeat(32)),
      /manifest\.json#\/digest: model file has digest/,
    ],
    ['features that the code lacks', BYTES, MANIFEST.replace('"hour"', '"day"'), /missing day; not expected hour/],
  ])('refuses %s', (_name, model, manifest, message) => {
    write(model, manifest);
    expect(() => loadModel(folder, CODE)).toThrow(message);
  });
});
