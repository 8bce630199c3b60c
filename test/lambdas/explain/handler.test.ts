import { describe, expect, test } from '@jest/globals';
import { createDecider } from '../../../src/assess/decider.ts';
import { decidingParts } from '../../../src/assess/deciding-parts.ts';
import type { Decision } from '../../../src/domain/decision/decision.ts';
import { FEATURE_NAMES, FEATURES_VERSION } from '../../../src/domain/features/index.ts';
import { measure } from '../../../src/domain/features/measure.ts';
import type { Model } from '../../../src/domain/model/model.ts';
import { scorerOf } from '../../../src/domain/model/walk.ts';
import { explainingOf } from '../../../src/explain/explaining.ts';
import type { AssessPorts } from '../../../src/ports.ts';
import { HOUR_MS, type Past, profilesAfter } from '../../builders/a-measurement.ts';
import { aPayment } from '../../builders/a-payment.ts';
import { aRequest, call } from '../../builders/a-request.ts';
import { apiRoutes } from '../../builders/api-routes.ts';
import { anOnnxModel } from '../../domain/model/an-onnx-model.ts';
import { treesOf } from '../../domain/model/trees-of.ts';

const AMOUNT = FEATURE_NAMES.indexOf('payment.amount');
const TO_MEAN = FEATURE_NAMES.indexOf('sender.amount_to_mean');

/** Suspects amounts from US$100 up, and more so those of more than twice the sender's mean. */
const trees = treesOf(
  anOnnxModel(
    [
      { tree: 0, id: 0, cover: 10, feature: AMOUNT, threshold: 10_000, yes: 1, no: 2 },
      { tree: 0, id: 1, cover: 8, weight: -6 },
      { tree: 0, id: 2, cover: 2, weight: 0 },
      { tree: 1, id: 0, cover: 10, feature: TO_MEAN, threshold: 2, mode: 'BRANCH_LEQ', yes: 1, no: 2 },
      { tree: 1, id: 1, cover: 9, weight: -1 },
      { tree: 1, id: 2, cover: 1, weight: 4 },
    ],
    { features: FEATURE_NAMES.length },
  ),
);
const model: Model = {
  trees,
  manifest: {
    version: '0'.repeat(12),
    digest: '0'.repeat(64),
    featuresVersion: FEATURES_VERSION,
    features: [...FEATURE_NAMES],
    calibration: { slope: 1, intercept: 0 },
    trees: 2,
    metrics: {},
    trainedThrough: '2026-01-01T00:00:00.000Z',
  },
};
const parts = decidingParts(model);
const HISTORY: readonly Past[] = [
  { agoMs: 5 * HOUR_MS, amountMinor: 5_000, receiver: { account: 'C-dora' } },
  { agoMs: 3 * HOUR_MS, amountMinor: 7_000 },
];

const decided = (amountMinor: number, overrides: Partial<Decision> = {}): Decision => {
  const payment = aPayment({ amountMinor });
  const features = measure(payment, profilesAfter(HISTORY));
  const rawScore = scorerOf(trees)(features);
  return {
    ...createDecider(parts)({ payment, features, rung: 'onnx', rawScore, nowMs: 0, tookMicros: 1 }),
    ...overrides,
  };
};

const asked = (decision: Decision | undefined, history: readonly Past[] = HISTORY) => {
  const profiles = profilesAfter(history);
  const ports: Partial<AssessPorts> = {
    findDecisions: async () => new Map(decision === undefined ? [] : [[decision.id, decision]]),
    readProfiles: async (keys) =>
      new Map(
        keys.flatMap((key) => {
          const profile = profiles.get(key);
          return profile === undefined ? [] : [[key, { profile, version: 1 }] as const];
        }),
      ),
  };
  const routes = apiRoutes({ ...ports, explaining: () => explainingOf(model, parts) });
  return call(routes, aRequest('GET /v1/payments/{id}/explanation', { pathParameters: { id: 'p-1' } }));
};

describe('GET /v1/payments/{id}/explanation', () => {
  test('tells what each feature added, which sums with the bias to the score, of approvals too', async () => {
    for (const amountMinor of [5_000, 12_000, 50_000]) {
      const decision = decided(amountMinor);
      const { statusCode, value } = await asked(decision);
      expect(statusCode).toBe(200);
      const told: number = value.contributions.reduce(
        (sum: number, { contribution }: { contribution: number }) => sum + contribution,
        value.bias,
      );
      expect(told).toBeCloseTo(scorerOf(trees)(decision.features), 6);
      expect(value).toMatchObject({ id: 'p-1', outcome: decision.outcome, probability: decision.probability });
      expect(value.contributions.map(({ feature }: { feature: string }) => feature).toSorted()).toEqual([
        'payment.amount',
        'sender.amount_to_mean',
      ]);
    }
  });

  test('tells the smallest amount that changes it, measured again: less than twice the mean of the sender', async () => {
    const { value } = await asked(decided(12_001));
    expect(value.outcome).toBe('block');
    expect(value.alternatives).toEqual([{ outcome: 'review', amountMinor: 12_000, text: value.text }]);
    expect(value.text).toBe('Had the amount been $120.00 instead of $120.01, it would have been held for review.');
  });

  test('tells of an approval from which amount it would not have been one', async () => {
    const { value } = await asked(decided(5_000));
    expect(value.outcome).toBe('approve');
    expect(value.alternatives).toMatchObject([{ outcome: 'review', amountMinor: 10_000 }]);
  });

  test('does not guess when the history is no longer what it was', async () => {
    const { value } = await asked(decided(12_001), HISTORY.slice(1));
    expect(value.alternatives).toEqual([]);
    expect(value.text).toContain('no longer remembered in full');
    expect(value.contributions).not.toEqual([]);
  });

  test('explains no decision that something else made', async () => {
    const versions = { ...decided(5_000).versions, model: 'f'.repeat(12) };
    const other = await asked(decided(5_000, { versions }));
    expect(other.value).toMatchObject({ contributions: [], alternatives: [] });
    expect(other.value.text).toContain(
      `it was decided by model ${'f'.repeat(12)}, and model ${'0'.repeat(12)} decides now`,
    );
    expect((await asked(decided(5_000, { rung: 'rules' }))).value.text).toContain('no model scored this payment');
    expect((await asked(decided(5_000, { outcome: 'block' }))).value.text).toContain('neither the model nor a rule');
  });

  test('answers 404 for a payment that was never decided', async () => {
    expect(await asked(undefined)).toMatchObject({ statusCode: 404, value: { type: '/problems/unknown-payment' } });
  });
});
