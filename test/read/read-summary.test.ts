import { describe, expect, test } from '@jest/globals';
import { summarySchema } from '../../src/api/schemas.ts';
import { EMPTY_MINUTE, minuteCounted, minuteOf } from '../../src/domain/boards/minute.ts';
import { counted, EMPTY_TALLY } from '../../src/domain/boards/tally.ts';
import type { Decision } from '../../src/domain/decision/decision.ts';
import { type SummaryInput, summaryOf } from '../../src/read/read-summary.ts';
import { aDecisionChange, aLabelChange } from '../builders/a-change.ts';

/** Thirty-two seconds and a half into a minute. */
const NOW_MS = Date.parse('2026-03-02T12:00:32.500Z');

/** A decision made some seconds before now. */
const agoSeconds = (seconds: number, decision: Partial<Decision> = {}) =>
  aDecisionChange({ decidedAtMs: NOW_MS - seconds * 1_000, ...decision });

const minutesOf = (changes: readonly ReturnType<typeof agoSeconds>[]): SummaryInput['minutes'] =>
  changes.map((change) => {
    if (change.kind !== 'decision') throw new Error('no decision');
    return [minuteOf(change.decision.decidedAtMs), minuteCounted(EMPTY_MINUTE, [change])] as const;
  });

const summary = (overrides: Partial<SummaryInput> = {}) =>
  summaryOf({ tallies: [], minutes: [], span: 5, nowMs: NOW_MS, quarantined: 0, ...overrides });

describe('the summary', () => {
  test('of nothing is all nought, and fits its schema', () => {
    const empty = summary();
    expect(summarySchema.parse(empty)).toEqual(empty);
    expect(empty).toMatchObject({ since: null, processed: 0, expectedFraudRate: 0, flaggedRate: 0, perSecond: 0 });
    expect(empty.latencyMs).toEqual({ p50: 0, p95: 0, p99: 0 });
  });

  test('adds up the tallies of all shards', () => {
    const tallies = [
      counted(EMPTY_TALLY, [
        agoSeconds(60, { probability: 0.25 }),
        agoSeconds(30, { outcome: 'block', probability: 0.75, expectedLossMinor: 900 }),
      ]),
      counted(EMPTY_TALLY, [
        agoSeconds(90, { outcome: 'review', probability: 0.5, expectedLossMinor: 100, rung: 'rules' }),
        agoSeconds(10, { probability: 0.5 }),
        aLabelChange({ flagged: true, cents: 700 }),
        aLabelChange({ flagged: false, cents: 50 }),
        aLabelChange({ flagged: true, fraud: false }),
      ]),
    ];
    const told = summary({ tallies, quarantined: 3 });
    expect(summarySchema.parse(told)).toEqual(told);
    expect(told).toMatchObject({
      now: '2026-03-02T12:00:32.500Z',
      since: '2026-03-02T11:59:02.500Z',
      processed: 4,
      outcomes: { approve: 2, review: 1, block: 1 },
      expectedFraudRate: 0.5,
      flaggedRate: 0.5,
      amountMinor: 48_000,
      expectedSavedMinor: 1_000,
      labels: { fraud: 2, caught: 1, falseAlarms: 1, savedMinor: 700, missedMinor: 50 },
      rungs: { sagemaker: 0, onnx: 3, rules: 1, static: 0 },
      quarantined: 3,
    });
  });

  test('counts payments a second over the last ten seconds of whole slots, across the minute', () => {
    // Now is in the slot from :30; the ten seconds before it are :20 to :30.
    const perSecond = (...seconds: readonly number[]) =>
      summary({ minutes: minutesOf(seconds.map((each) => agoSeconds(each))) }).perSecond;
    expect([2.4, 2.5, 2.6, 12.5, 12.6].map((seconds) => perSecond(seconds))).toEqual([0, 0, 0.1, 0.1, 0]);
    expect(perSecond(3, 4, 5, 12)).toBe(0.4);
    const start = Date.parse('2026-03-02T12:00:02Z');
    const before = aDecisionChange({ decidedAtMs: start - 3_000 });
    expect(summary({ nowMs: start, minutes: minutesOf([before, before]) }).perSecond).toBe(0.2);
  });

  test('tells latencies of the last five minutes and no older', () => {
    const minutes = minutesOf([
      agoSeconds(4 * 60, { tookMicros: 4_000 }),
      agoSeconds(5 * 60, { tookMicros: 1_000_000 }),
    ]);
    const { p50, p99 } = summary({ minutes, span: 60 }).latencyMs;
    expect(p50).toBeGreaterThan(3.6);
    expect(p99).toBeLessThan(4.4);
  });

  test('is a series of five-second slots, oldest first, up to the one under way', () => {
    const { series } = summary({ span: 2, minutes: minutesOf([agoSeconds(0), agoSeconds(60, { outcome: 'block' })]) });
    expect(series).toHaveLength(12 + 7);
    expect(series[0]).toEqual({ at: '2026-03-02T11:59:00.000Z', seconds: 5, approve: 0, review: 0, block: 0 });
    expect(series[6]).toMatchObject({ at: '2026-03-02T11:59:30.000Z', block: 1 });
    expect(series.at(-1)).toEqual({ at: '2026-03-02T12:00:30.000Z', seconds: 5, approve: 1, review: 0, block: 0 });
  });

  test('is a series of minutes for more than half an hour, shards added up', () => {
    const { series } = summary({ span: 31, minutes: minutesOf([agoSeconds(1), agoSeconds(31), agoSeconds(61)]) });
    expect(series).toHaveLength(31);
    expect(series.at(-1)).toEqual({ at: '2026-03-02T12:00:00.000Z', seconds: 60, approve: 2, review: 0, block: 0 });
    expect(series.at(-2)).toMatchObject({ at: '2026-03-02T11:59:00.000Z', approve: 1 });
    expect(summary({ span: 30 }).series[0]).toMatchObject({ seconds: 5 });
  });
});
