import { describe, expect, test } from '@jest/globals';
import { POLICY } from '../../../src/domain/decision/policy.ts';
import { evaluated } from '../../../src/domain/evaluation/evaluated.ts';
import { pairedBootstrap } from '../../../src/domain/evaluation/paired-bootstrap.ts';
import { randomOf } from '../model/random-trees.ts';

const random = randomOf(3);
const ROWS = 2_000;
const labelled = {
  fraud: Uint8Array.from({ length: ROWS }, (_, at) => (at % 20 === 0 ? 1 : 0)),
  cents: new Float64Array(ROWS).fill(20_000),
};
/** Tells frauds the better, the less noise there is. */
const model = (noise: number) =>
  evaluated(
    Float64Array.from(labelled.fraud, (fraud) => Math.min(1, Math.max(0, 0.3 * fraud + noise * random()))),
    labelled,
    POLICY,
  );
const OPTIONS = { resamples: 200, seed: 1, confidence: 0.95 };

describe('a paired bootstrap', () => {
  test('finds no difference between a model and itself', () => {
    const same = model(0.5);
    for (const measure of pairedBootstrap({ champion: same, challenger: same }, OPTIONS))
      expect(measure).toMatchObject({ difference: 0, low: 0, high: 0 });
  });

  test('finds the better model better, with an interval around the difference that leaves 0 out', () => {
    const [measure] = pairedBootstrap({ champion: model(0.9), challenger: model(0.4) }, OPTIONS);
    expect(measure.name).toBe('averagePrecision');
    expect(measure.low).toBeGreaterThan(0);
    expect(measure.low).toBeLessThan(measure.difference);
    expect(measure.high).toBeGreaterThan(measure.difference);
  });

  test('gives the same intervals from the same seed', () => {
    const pair = { champion: model(0.9), challenger: model(0.8) };
    expect(pairedBootstrap(pair, OPTIONS)).toEqual(pairedBootstrap(pair, OPTIONS));
    expect(pairedBootstrap(pair, { ...OPTIONS, seed: 2 })).not.toEqual(pairedBootstrap(pair, OPTIONS));
  });
});
