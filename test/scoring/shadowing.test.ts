import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDecider } from '../../src/assess/decider.ts';
import { decidingParts } from '../../src/assess/deciding-parts.ts';
import { packDecision } from '../../src/domain/decision/codec.ts';
import { FEATURE_NAMES } from '../../src/domain/features/index.ts';
import { calibrate } from '../../src/domain/model/calibrate.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { scorerOf } from '../../src/domain/model/walk.ts';
import { loadModel } from '../../src/model-files.ts';
import type { Scored } from '../../src/ports.ts';
import { type MissedReason, type ShadowOptions, shadowing } from '../../src/scoring/shadowing.ts';
import { aModelPackage } from '../builders/a-model-package.ts';
import { aPayment } from '../builders/a-payment.ts';

let folder = '';
let challenger: Model;
let champion: Model;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-shadow-'));
  aModelPackage(join(folder, 'a'));
  aModelPackage(join(folder, 'b'), { largeCents: 1_000 });
  champion = loadModel(join(folder, 'a'));
  challenger = loadModel(join(folder, 'b'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const SCORED: Scored = { rung: 'onnx', rawScores: [-5] };
const aRow = (cents: number): Float32Array =>
  Float32Array.from(FEATURE_NAMES, (name) => (name === 'payment.amount' ? cents : Number.NaN));

/** Decides one payment over a row, beside a challenger. */
const deciding = async (options: Partial<ShadowOptions> = {}, row = aRow(120_000)) => {
  const missed: [number, MissedReason][] = [];
  const inner = { scoreRows: async () => SCORED, decide: createDecider(decidingParts(champion)) };
  const { scoreRows, decide } = shadowing(inner, {
    challenger,
    clockMs: () => 0,
    onMissed: (rows, reason) => missed.push([rows, reason]),
    ...options,
  });
  const { rung, rawScores } = await scoreRows([row]);
  const payment = aPayment({ amountMinor: 120_000 });
  const decision = decide({ payment, features: row, rung, rawScore: rawScores[0], nowMs: 1, tookMicros: 1 });
  return { decision, missed, scoreRows };
};

describe('a challenger', () => {
  test('leaves its probability and what it would have decided in the decision, and changes nothing else', async () => {
    const { decision } = await deciding();
    const { decision: alone } = await deciding({ challenger: undefined });
    const { shadow, ...rest } = decision;
    expect(rest).toEqual(alone);
    const probability = calibrate(scorerOf(challenger.trees)(aRow(120_000)), challenger.manifest.calibration);
    expect(shadow).toEqual({ model: challenger.manifest.version, probability, outcome: 'block' });
    expect(alone.outcome).toBe('approve');
  });

  test('that is a forest, whose leaves sum to a probability, is read through its link', async () => {
    aModelPackage(join(folder, 'forest'), { largeCents: 1_000, manifest: { link: 'logit' } });
    const { decision } = await deciding({ challenger: loadModel(join(folder, 'forest')) });
    expect(decision.shadow?.probability).toBeCloseTo(1 - 1e-7, 12);
  });

  test('costs the stored decision some 25 bytes', async () => {
    const { decision } = await deciding();
    const { shadow: _shadow, ...alone } = decision;
    expect(packDecision(decision).length - packDecision(alone).length).toBeLessThanOrEqual(26);
  });

  test('that is slow is stopped at its budget, and the payment is decided without it', async () => {
    let nowMs = 0;
    const clockMs = () => (nowMs += 4);
    const { decision, missed } = await deciding({ clockMs, budgetMs: 3 });
    expect(decision.shadow).toBeUndefined();
    expect(missed).toEqual([[1, 'budget']]);
  });

  test('that is slow again and again is left alone for ten seconds', async () => {
    let nowMs = 0;
    let stepMs = 4;
    const { missed, scoreRows } = await deciding({ clockMs: () => (nowMs += stepMs), budgetMs: 3 });
    for (let batch = 0; batch < 4; batch += 1) await scoreRows([aRow(1)]);
    expect(missed.map(([, reason]) => reason)).toEqual(['budget', 'budget', 'budget', 'resting', 'resting']);
    [nowMs, stepMs] = [nowMs + 10_000, 0];
    await scoreRows([aRow(1)]);
    expect(missed).toHaveLength(5);
  });

  test('that throws is missed, and the payment is decided without it', async () => {
    const broken = { ...challenger, trees: { ...challenger.trees, leaves: Object.create(null) } };
    const { decision, missed } = await deciding({ challenger: broken });
    expect(decision.shadow).toBeUndefined();
    expect(decision.outcome).toBe('approve');
    expect(missed).toEqual([]);
    const faulty = { ...challenger, trees: { ...challenger.trees, deep: Object.freeze(null) as never } };
    expect((await deciding({ challenger: faulty })).missed).toEqual([[1, 'fault']]);
  });

  test('does not delay the call of the champion, which is made first', async () => {
    const order: string[] = [];
    const inner = {
      scoreRows: async () => {
        order.push('champion');
        return SCORED;
      },
      decide: createDecider(decidingParts(champion)),
    };
    const { scoreRows } = shadowing(inner, { challenger, clockMs: () => order.push('challenger') });
    await scoreRows([aRow(1)]);
    expect(order[0]).toBe('champion');
  });
});
