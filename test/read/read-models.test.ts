import { describe, expect, test } from '@jest/globals';
import { modelsSchema } from '../../src/api/schemas.ts';
import type { Change } from '../../src/domain/boards/change.ts';
import { EMPTY_MODEL_DAY, modelDayWith } from '../../src/domain/boards/model-day.ts';
import { FEATURE_NAMES, FEATURES_VERSION } from '../../src/domain/features/index.ts';
import { dayOf } from '../../src/domain/profile/day.ts';
import { MODEL_DAYS, type ModelsInput, modelsOf } from '../../src/read/read-models.ts';
import { aDecisionChange, aLabelChange } from '../builders/a-change.ts';
import { aDecision } from '../builders/a-decision.ts';
import { aReference } from '../builders/a-reference.ts';

const NOW_MS = Date.parse('2026-03-20T12:00:00Z');
const TODAY = dayOf(NOW_MS);
const versions = { ...aDecision().versions, features: FEATURES_VERSION };

const aDay = (...changes: readonly Change[]) => modelDayWith(aReference())(EMPTY_MODEL_DAY, changes);
const models = (overrides: Partial<ModelsInput> = {}) =>
  modelsOf({ days: [], champion: 'm0', reference: aReference(), labelDelayDays: 7, nowMs: NOW_MS, ...overrides });

/** So many payments of the amounts and hours of the reference, but for the amounts that are told. */
const payments = (count: number, amountOf = (at: number) => (at % 10 < 5 ? 5 : at % 10 < 8 ? 15 : 25)) =>
  Array.from({ length: count }, (_, at) => {
    const values: Record<string, number> = {
      'payment.amount': amountOf(at),
      'payment.hour': at % 10 === 9 ? Number.NaN : at % 10 < 4 ? 6 : 18,
    };
    const features = Float32Array.from(FEATURE_NAMES, (name) => values[name] ?? Number.NaN);
    const probability = at % 100 < 90 ? 0.001 : at % 100 < 99 ? 0.1 : 0.9;
    return aDecisionChange({ id: `p-${at}`, versions, features, probability });
  });

describe('what is told of the models', () => {
  test('is nothing of drift while there is no reference, or too little to tell', () => {
    expect(models().drift).toEqual({ status: 'unknown', payments: 0, scores: null, features: [] });
    expect(models({ days: [[TODAY, aDay(...payments(50))]] }).drift).toMatchObject({ status: 'unknown', payments: 50 });
    const without = models({ days: [[TODAY, aDay(...payments(500))]], reference: undefined });
    expect(without.drift.status).toBe('unknown');
  });

  test('is steady while payments lie as in training, and shifted when one feature no longer does', () => {
    expect(models({ days: [[TODAY, aDay(...payments(2_000))]] }).drift).toMatchObject({
      status: 'steady',
      payments: 2_000,
    });
    const { drift } = models({ days: [[TODAY - 1, aDay(...payments(2_000, () => 25))]] });
    expect(drift.status).toBe('shifted');
    expect(drift.features[0].name).toBe('payment.amount');
    expect(drift.features[0].stability).toBeGreaterThan(0.25);
    expect(drift.features[1].stability).toBeLessThan(0.02);
    expect(drift.scores).toBeLessThan(0.02);
  });

  test('is of yesterday and today where it is drift', () => {
    expect(models({ days: [[TODAY - 2, aDay(...payments(2_000, () => 25))]] }).drift.status).toBe('unknown');
  });

  test('leaves decisions out of calibration whose labels are still on their way, and what is too old', () => {
    const label = aLabelChange({ scored: { atMs: 0, model: 'm0', probability: 0.9 } });
    const day = aDay(aDecisionChange({ probability: 0.9 }), label);
    const found = (back: number) => models({ days: [[TODAY - back, day]] }).champion.calibration;
    expect(found(6)).toMatchObject({ decided: 0, ratio: null, error: null });
    expect(found(7)).toMatchObject({ decided: 1, frauds: 1, expected: 0.9, ratio: 0.9 });
    expect(found(MODEL_DAYS)).toMatchObject({ decided: 0 });
  });

  test('adds up the shards of a day, and tells where champion and challenger part', () => {
    const shadow = { model: 'm1', probability: 0.7, outcome: 'block' } as const;
    const agreed = aDecisionChange({ id: 'a', outcome: 'block', shadow });
    const apart = aDecisionChange({ id: 'b', outcome: 'approve', shadow });
    const fraud = aLabelChange({ paymentId: 'b', scored: { atMs: 0, model: 'm0', probability: 0.01, shadow } });
    const told = models({
      days: [
        [TODAY, aDay(agreed)],
        [TODAY, aDay(apart, fraud)],
      ],
      challenger: 'm1',
    });
    expect(told.shadow).toEqual({
      compared: 2,
      agreed: 1,
      disagreements: [{ champion: 'approve', challenger: 'block', count: 1 }],
      frauds: { both: 0, champion: 0, challenger: 1, neither: 0 },
    });
    expect(modelsSchema.parse(told)).toEqual(told);
    expect(models({ days: [[TODAY, aDay(agreed)]] })).not.toHaveProperty('shadow');
  });
});
