import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { Change } from '../../../src/domain/boards/change.ts';
import { addModelDays, EMPTY_MODEL_DAY, type ModelDay, modelDayWith } from '../../../src/domain/boards/model-day.ts';
import { calibrationFound } from '../../../src/domain/drift/calibration.ts';
import { FEATURE_NAMES, FEATURES_VERSION } from '../../../src/domain/features/index.ts';
import { aDecisionChange, aLabelChange } from '../../builders/a-change.ts';
import { aDecision } from '../../builders/a-decision.ts';
import { aReference } from '../../builders/a-reference.ts';
import { randomOf } from '../model/random-trees.ts';

const versions = { ...aDecision().versions, features: FEATURES_VERSION };
const features = Float32Array.from(FEATURE_NAMES, (name) => (name === 'payment.amount' ? 15 : Number.NaN));
const counted = (...changes: readonly Change[]) => modelDayWith(aReference())(EMPTY_MODEL_DAY, changes);
const shadow = { model: 'm1', probability: 0.7, outcome: 'block' } as const;

describe("a model's day", () => {
  test('counts scores and features in the bins of the reference, what is unknown apart', () => {
    const day = counted(aDecisionChange({ probability: 0.2, versions, features }));
    expect(day.drift).toEqual({
      m0: {
        scores: [0, 1, 0],
        features: [
          [0, 1, 0, 0],
          [0, 0, 1],
        ],
      },
    });
  });

  test('counts no drift of other features, and no score of another model or of none', () => {
    expect(counted(aDecisionChange({ features })).drift).toEqual({});
    const other = counted(aDecisionChange({ versions: { ...versions, model: 'm9' }, features }));
    expect(other.drift['m0'].scores).toEqual([0, 0, 0]);
    const byRules = counted(aDecisionChange({ rung: 'rules', versions, features }));
    expect(byRules.drift['m0'].scores).toEqual([0, 0, 0]);
    expect(byRules.calibration).toEqual({});
  });

  test('holds what both models would have decided, and whose frauds were flagged', () => {
    const day = counted(
      aDecisionChange({ id: 'a', outcome: 'approve', shadow }),
      aDecisionChange({ id: 'b', outcome: 'approve', shadow: { ...shadow, outcome: 'approve' } }),
      aLabelChange({ fraud: true, flagged: false, scored: { atMs: 0, model: 'm0', probability: 0.01, shadow } }),
    );
    expect(day.shadows['m0/m1']).toEqual({
      outcomes: [
        [1, 0, 1],
        [0, 0, 0],
        [0, 0, 0],
      ],
      frauds: [0, 1, 0, 0],
    });
  });

  test('holds probabilities against what became known, and takes back what was wrong', () => {
    const scored = { atMs: 0, model: 'm0', probability: 0.5 };
    const decided = [0.5, 0.5, 0.1].map((probability, at) => aDecisionChange({ id: `p-${at}`, probability }));
    const day = counted(
      ...decided,
      aLabelChange({ scored }),
      aLabelChange({ scored, fraud: false, replaces: true }),
      aLabelChange({ scored }),
    );
    const found = calibrationFound(day.calibration['m0']);
    expect(found).toMatchObject({ decided: 3, frauds: 1 });
    expect(found.ratio).toBeCloseTo(1.1, 10);
    // The bin at 0.5 holds two payments, one fraud, probabilities of 1: no error; that at 0.1 holds one, no fraud.
    expect(found.error).toBeCloseTo(0.1 / 3, 10);
  });

  test('takes two write units at most, deflated, with twenty features, a challenger and a million payments of no pattern at all', () => {
    const random = randomOf(4);
    const some = (most: number) => Math.floor(random() * most);
    const bins = (count: number) => Array.from({ length: count }, () => some(90_000));
    const calibration = () => ({
      counts: bins(20),
      sums: Array.from({ length: 20 }, () => some(50_000) * random()),
      frauds: Array.from({ length: 20 }, () => some(200)),
    });
    const day = {
      calibration: { '3f9a1c02be77': calibration(), '90c1d2aa4e10': calibration() },
      drift: { '3f9a1c02be77': { scores: bins(13), features: Array.from({ length: 20 }, () => bins(11)) } },
      shadows: { '3f9a1c02be77/90c1d2aa4e10': { outcomes: [bins(3), bins(3), bins(3)], frauds: bins(4) } },
    } satisfies ModelDay;
    expect(deflateRawSync(JSON.stringify(day)).length).toBeLessThan(2_048);
  });

  test('of two halves adds up to the whole', () => {
    const changes = [
      aDecisionChange({ shadow, versions, features }),
      aLabelChange({ scored: { atMs: 0, model: 'm0', probability: 0.3, shadow } }),
    ];
    expect(addModelDays(counted(changes[0]), counted(changes[1]))).toEqual(counted(...changes));
    expect(addModelDays(EMPTY_MODEL_DAY, counted(...changes))).toEqual(counted(...changes));
  });
});
