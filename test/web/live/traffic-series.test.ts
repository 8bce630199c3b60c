import { describe, expect, test } from '@jest/globals';
import type { Summary } from '../../../src/api/schemas.ts';
import { trafficSlots } from '../../../web/src/live/traffic-series.ts';

const at = (second: number): string => new Date(Date.parse('2026-01-01T00:00:00Z') + second * 1000).toISOString();
const aSummary = (now: string, series: Summary['series']): Summary => ({
  now,
  since: at(0),
  processed: 0,
  outcomes: { approve: 0, review: 0, block: 0 },
  expectedFraudRate: 0,
  flaggedRate: 0,
  amountMinor: 0,
  expectedSavedMinor: 0,
  labels: { fraud: 0, caught: 0, falseAlarms: 0, savedMinor: 0, missedMinor: 0 },
  rungs: { sagemaker: 0, onnx: 0, rules: 0, static: 0 },
  latencyMs: { p50: 0, p95: 0, p99: 0 },
  perSecond: 0,
  quarantined: 0,
  series,
});
const slot = (second: number, approve: number, review = 0, block = 0) => ({
  at: at(second),
  seconds: 5,
  approve,
  review,
  block,
});

describe('traffic over time', () => {
  test('is nothing before the first payment', () => expect(trafficSlots(aSummary(at(0), []), 5)).toEqual([]));

  test('is zero in slots in which nothing happened', () => {
    const slots = trafficSlots(aSummary(at(15), [slot(0, 10), slot(10, 5, 3, 2)]), 5);
    expect(slots.map(({ perSecond }) => perSecond)).toEqual([2, 0, 2]);
    expect(slots.at(-1)).toMatchObject({ review: 3, block: 2 });
  });

  test('counts only the seconds that have passed of the slot still open', () => {
    const slots = trafficSlots(aSummary(at(8), [slot(0, 50), slot(5, 30)]), 5);
    expect(slots.map(({ perSecond }) => perSecond)).toEqual([10, 10]);
  });

  test('leaves a slot out that has only just opened', () => {
    expect(trafficSlots(aSummary(at(6), [slot(0, 50), slot(5, 10)]), 5)).toHaveLength(1);
  });

  test('begins with the first payment, whatever the series holds before', () => {
    const series = [slot(-10, 0), slot(-5, 0), slot(0, 10)];
    expect(trafficSlots(aSummary(at(5), series), 5)).toHaveLength(1);
  });

  test('begins with the range', () => {
    const slots = trafficSlots(aSummary(at(600), [slot(0, 50), slot(595, 10)]), 5);
    expect(slots[0]?.atMs).toBe(Date.parse(at(300)));
  });
});
