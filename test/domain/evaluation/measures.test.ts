import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { POLICY } from '../../../src/domain/decision/policy.ts';
import { evaluated } from '../../../src/domain/evaluation/evaluated.ts';
import { MEASURE_NAMES, measuresOf } from '../../../src/domain/evaluation/measures.ts';

type Row = { readonly p: number; readonly fraud: number; readonly weight: number };

/** Few different probabilities, so that many are tied. */
const row: fc.Arbitrary<Row> = fc.record({
  p: fc.integer({ min: 0, max: 8 }).map((eighths) => eighths / 8),
  fraud: fc.integer({ min: 0, max: 1 }),
  weight: fc.integer({ min: 0, max: 3 }),
});
const rows = fc
  .array(row, { minLength: 2, maxLength: 40 })
  .filter((all) => [0, 1].every((kind) => all.some(({ fraud, weight }) => fraud === kind && weight > 0)));

const measured = (all: readonly Row[]) => {
  const labelled = {
    fraud: Uint8Array.from(all, ({ fraud }) => fraud),
    cents: Float64Array.from(all, ({ p }) => 10_000 + p),
  };
  const table = evaluated(
    Float64Array.from(all, ({ p }) => p),
    labelled,
    POLICY,
  );
  return measuresOf(
    table,
    Uint16Array.from(all, ({ weight }) => weight),
  );
};
const once = (all: readonly Row[]): readonly Row[] =>
  all.flatMap((each) => Array.from({ length: each.weight }, () => ({ ...each, weight: 1 })));

/** Every pair of a fraud and an honest payment, ties half. */
const pairwiseAuc = (all: readonly Row[]): number => {
  const [frauds, honest] = [all.filter(({ fraud }) => fraud === 1), all.filter(({ fraud }) => fraud === 0)];
  const won = frauds.flatMap((a) => honest.map((b) => (a.p > b.p ? 1 : a.p === b.p ? 0.5 : 0)));
  return won.reduce((sum: number, each) => sum + each, 0) / won.length;
};

/** By its definition: over the distinct thresholds, the gain in recall times the precision. */
const thresholdedPrecision = (all: readonly Row[]): number => {
  const frauds = all.filter(({ fraud }) => fraud === 1).length;
  let [before, sum] = [0, 0];
  for (const threshold of [...new Set(all.map(({ p }) => p))].sort((a, b) => b - a)) {
    const above = all.filter(({ p }) => p >= threshold);
    const caught = above.filter(({ fraud }) => fraud === 1).length;
    sum += ((caught - before) / frauds) * (caught / above.length);
    before = caught;
  }
  return sum;
};

describe('the measures', () => {
  test('count a row as often as its weight says', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const [weighted, repeated] = [measured(all), measured(once(all))];
        for (const name of MEASURE_NAMES) expect(weighted[name]).toBeCloseTo(repeated[name], 10);
      }),
    );
  });

  test('are those of their definitions', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const plain = once(all);
        expect(measured(all).rocAuc).toBeCloseTo(pairwiseAuc(plain), 10);
        expect(measured(all).averagePrecision).toBeCloseTo(thresholdedPrecision(plain), 10);
      }),
    );
  });

  test('are those of an oracle for a model that knows the labels', () => {
    const all = Array.from(
      { length: 1_000 },
      (_, at): Row => ({ p: at < 5 ? 1 : 0, fraud: at < 5 ? 1 : 0, weight: 1 }),
    );
    expect(measured(all)).toEqual({
      averagePrecision: 1,
      rocAuc: 1,
      'recallAt0.001': 0.2,
      'recallAt0.005': 1,
      'recallAt0.01': 1,
      savedShare: 1,
      calibrationRatio: 1,
      brier: 0,
    });
  });
});
