import { describe, expect, test } from '@jest/globals';
import { checkManifest, type Manifest, type Surroundings } from '../../../src/domain/model/manifest.ts';
import { anOnnxModel } from './an-onnx-model.ts';
import { treesOf } from './trees-of.ts';

const DIGEST = 'ab'.repeat(32);

const aManifest = (overrides: Partial<Manifest> = {}): Manifest => ({
  version: DIGEST.slice(0, 12),
  digest: DIGEST,
  featuresVersion: 'v1',
  features: ['amount', 'hour', 'sender.count_1h'],
  calibration: { slope: 1, intercept: 0 },
  trees: 1,
  metrics: { averagePrecision: 0.5 },
  trainedThrough: '2026-01-31T00:00:00.000Z',
  ...overrides,
});

const around = (overrides: Partial<Surroundings> = {}): Surroundings => ({
  features: aManifest().features,
  featuresVersion: 'v1',
  digest: DIGEST,
  trees: treesOf(anOnnxModel([{ tree: 0, id: 0, cover: 1, weight: 1 }])),
  ...overrides,
});

const messages = (input: unknown, surroundings = around()): readonly string[] => {
  const checked = checkManifest(input, surroundings);
  return checked.ok ? [] : checked.issues.map(({ path, message }) => `${path}: ${message}`);
};

describe('a manifest', () => {
  test('that fits its file and the code is accepted', () => {
    expect(checkManifest(aManifest(), around())).toEqual({ ok: true, value: aManifest() });
  });

  test.each([
    [around({ features: ['amount', 'hour'] }), '/features: model expects 3 features, got 2: missing sender.count_1h'],
    [
      around({ features: ['amount', 'hour', 'sender.count_1h', 'new'] }),
      '/features: model expects 3 features, got 4: not expected new',
    ],
    [
      around({ features: ['hour', 'amount', 'sender.count_1h'] }),
      '/features: model expects amount as feature 1, got hour',
    ],
    [around({ featuresVersion: 'v2' }), '/featuresVersion: code has features v2, manifest states v1'],
    [
      around({ digest: 'cd'.repeat(32) }),
      `/digest: model file has digest ${'cd'.repeat(32)}, manifest states ${DIGEST}`,
    ],
  ])('is refused by code or a file that it is not of (%#)', (surroundings, message) => {
    expect(messages(aManifest(), surroundings)).toEqual([message]);
  });

  test('is refused when the model file has another number of features', () => {
    const trees = treesOf(anOnnxModel([{ tree: 0, id: 0, cover: 1, weight: 1 }], { features: 4 }));
    expect(messages(aManifest(), around({ trees }))).toEqual([
      '/features: model file has 4 features, manifest states 3',
    ]);
  });

  test('is refused by the place of what is missing or malformed', () => {
    const { calibration: _left, ...rest } = aManifest();
    expect(messages(rest)[0]).toMatch(/^\/calibration: missing, expected an object$/);
    expect(messages(aManifest({ version: 'latest' }))[0]).toMatch(/^\/version: expected 12 hex digits, got "latest"/);
  });
});
