import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDecider } from '../../src/assess/decider.ts';
import { decidingParts } from '../../src/assess/deciding-parts.ts';
import { packDecision, unpackDecision } from '../../src/domain/decision/codec.ts';
import type { Decision } from '../../src/domain/decision/decision.ts';
import { FEATURE_NAMES } from '../../src/domain/features/index.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { scorerOf } from '../../src/domain/model/walk.ts';
import { loadModel } from '../../src/model-files.ts';
import { recomputer } from '../../src/verify/recompute.ts';
import { aModelPackage } from '../builders/a-model-package.ts';
import { aPayment } from '../builders/a-payment.ts';

let folder = '';
let [champion, challenger]: Model[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-recompute-'));
  aModelPackage(join(folder, 'a'), { largeCents: 100_000 });
  aModelPackage(join(folder, 'b'), { largeCents: 1_000 });
  [champion, challenger] = ['a', 'b'].map((name) => loadModel(join(folder, name)));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A decision of the champion as it comes back from where it was stored. */
const stored = (overrides: Partial<Parameters<ReturnType<typeof createDecider>>[0]> = {}): Decision => {
  const features = Float32Array.from(FEATURE_NAMES, (name) => (name === 'payment.amount' ? 120_000 : Number.NaN));
  const payment = aPayment({ amountMinor: 120_000 });
  const rawScore = scorerOf(champion.trees)(features);
  const decide = createDecider(decidingParts(champion));
  return unpackDecision(
    packDecision(decide({ payment, features, rung: 'onnx', rawScore, nowMs: 5, tookMicros: 7, ...overrides })),
  );
};
const again = (decision: Decision, withChallenger = true) =>
  recomputer({ parts: decidingParts(champion), champion, ...(withChallenger && { challenger }) })(decision);

describe('a decision made again from what was stored of it', () => {
  test('is the same, byte for byte, whatever rung made it', () => {
    expect(stored().outcome).toBe('block');
    expect(again(stored())).toBe('same');
    expect(again(stored({ rung: 'rules', rawScore: undefined, rungReason: 'onnx: gone' }))).toBe('same');
  });

  test.each<[string, (decision: Decision) => Decision]>([
    ['its probability', (decision) => ({ ...decision, probability: decision.probability + 1e-12 })],
    ['its outcome', (decision) => ({ ...decision, outcome: 'approve' })],
    ['a reason', (decision) => ({ ...decision, reasons: decision.reasons.slice(1) })],
    ['a feature', (decision) => ({ ...decision, features: decision.features.with(0, 5) })],
    ['the amount', (decision) => ({ ...decision, payment: { ...decision.payment, amountMinor: 1 } })],
  ])('differs when %s was changed', (_name, changed) => {
    expect(again(changed(stored()))).toBe('differs');
  });

  test('holds the reading of the challenger too, where it is at hand', () => {
    const probability = 1 / (1 + Math.exp(-3));
    const decision = stored({ shadow: { model: challenger.manifest.version, probability } });
    expect(again(decision)).toBe('same');
    const changed = {
      ...decision,
      shadow: { model: challenger.manifest.version, probability: 0.5, outcome: 'block' } as const,
    };
    expect(again(changed)).toBe('differs');
    expect(again(changed, false)).toBe('same');
  });

  test('is near enough where an endpoint scored it, and skipped where another model did', () => {
    const remote = stored({ rung: 'sagemaker' });
    expect(again({ ...remote, probability: remote.probability - 5e-7 })).toBe('same');
    expect(again({ ...remote, probability: remote.probability - 5e-6 })).toBe('differs');
    expect(again({ ...remote, versions: { ...remote.versions, model: 'other' } })).toBe('skipped');
  });
});
