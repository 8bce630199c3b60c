import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LabelChange } from '../../../src/domain/boards/change.ts';
import { addTallies, counted, EMPTY_TALLY, processedOf } from '../../../src/domain/boards/tally.ts';
import { OUTCOMES, RUNGS } from '../../../src/domain/decision/decision.ts';
import { aDecisionChange, aLabelChange } from '../../builders/a-change.ts';
import { aPayment } from '../../builders/a-payment.ts';

const labelled = (...labels: readonly Partial<LabelChange>[]) =>
  counted(
    EMPTY_TALLY,
    labels.map((label) => aLabelChange({ cents: 100, ...label })),
  ).labels;

describe('a tally', () => {
  test('counts decisions by outcome and rung, adds up amounts in US cents and what was saved', () => {
    const euros = aPayment({ amountMinor: 10_000, currency: 'EUR' });
    const tally = counted(EMPTY_TALLY, [
      aDecisionChange({ probability: 0.25, expectedLossMinor: 3, decidedAtMs: 2_000, tookMicros: 2 }),
      aDecisionChange({
        outcome: 'review',
        probability: 0.5,
        expectedLossMinor: 40,
        decidedAtMs: 1_000,
        tookMicros: 2,
      }),
      aDecisionChange({
        ...{ payment: euros, outcome: 'block', probability: 0.75, expectedLossMinor: 500 },
        ...{ rung: 'rules', decidedAtMs: 3_000, tookMicros: 1_024 },
      }),
    ]);
    expect(tally).toEqual({
      outcomes: { approve: 1, review: 1, block: 1 },
      probability: 1.5,
      cents: 12_000 + 12_000 + 11_700,
      savedCents: 540,
      rungs: { onnx: 2, rules: 1 },
      latency: { 4: 2, 40: 1 },
      labels: EMPTY_TALLY.labels,
      firstAtMs: 1_000,
    });
    expect(processedOf(tally)).toBe(3);
  });

  test.each<[string, Partial<LabelChange>, object]>([
    ['fraud that was held', { fraud: true, flagged: true }, { fraud: 1, caught: 1, savedCents: 100 }],
    ['fraud that was approved', { fraud: true, flagged: false }, { fraud: 1, missedCents: 100 }],
    ['an honest payment that was held', { fraud: false, flagged: true }, { falseAlarms: 1 }],
    ['an honest payment that was approved', { fraud: false, flagged: false }, {}],
  ])('counts a label of %s, and takes it back when another verdict replaces it', (_, label, expected) => {
    expect(labelled(label)).toEqual({ ...EMPTY_TALLY.labels, ...expected });
    const other = { ...label, fraud: !label.fraud };
    expect(labelled(label, { ...other, replaces: label.fraud })).toEqual(labelled(other));
  });

  test('leaves what it counted on as it was', () => {
    const before = counted(EMPTY_TALLY, [aDecisionChange()]);
    const copy = structuredClone(before);
    counted(before, [aDecisionChange({ outcome: 'block' }), aLabelChange()]);
    expect(before).toEqual(copy);
    expect(processedOf(EMPTY_TALLY)).toBe(0);
  });

  const change = fc.oneof(
    fc
      .record({
        outcome: fc.constantFrom(...OUTCOMES),
        rung: fc.constantFrom(...RUNGS),
        probability: fc.nat({ max: 4 }).map((quarters) => quarters / 4),
        expectedLossMinor: fc.nat({ max: 1_000 }),
        decidedAtMs: fc.nat({ max: 10 }),
        tookMicros: fc.nat({ max: 100 }),
      })
      .map((decision) => aDecisionChange(decision)),
    fc
      .record({ fraud: fc.boolean(), flagged: fc.boolean(), cents: fc.nat({ max: 100 }) })
      .map((label) => aLabelChange(label)),
  );

  test('adds up: two tallies together are the tally of all, in either order', () => {
    fc.assert(
      fc.property(fc.array(change), fc.array(change), (some, others) => {
        const [a, b] = [counted(EMPTY_TALLY, some), counted(EMPTY_TALLY, others)];
        expect(addTallies(a, b)).toEqual(counted(EMPTY_TALLY, [...some, ...others]));
        expect(addTallies(b, a)).toEqual(addTallies(a, b));
        expect(counted(a, others)).toEqual(addTallies(a, b));
      }),
    );
  });
});
