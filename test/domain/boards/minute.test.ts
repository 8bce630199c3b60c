import { describe, expect, test } from '@jest/globals';
import { EMPTY_MINUTE, minuteCounted, minuteOf } from '../../../src/domain/boards/minute.ts';
import type { Outcome } from '../../../src/domain/decision/decision.ts';
import { aDecisionChange, aLabelChange } from '../../builders/a-change.ts';

const START_MS = Date.parse('2026-03-02T12:00:00Z');
const at = (ms: number, outcome: Outcome = 'approve', tookMicros = 1) =>
  aDecisionChange({ decidedAtMs: START_MS + ms, outcome, tookMicros });

describe('a minute', () => {
  test('begins with its first millisecond and ends with its last', () => {
    const minutes = [-1, 0, 59_999, 60_000].map((ms) => minuteOf(START_MS + ms) - minuteOf(START_MS));
    expect(minutes).toEqual([-1, 0, 0, 1]);
  });

  test('counts decisions by outcome in slots of five seconds', () => {
    const { slots } = minuteCounted(EMPTY_MINUTE, [
      at(0),
      at(4_999),
      at(5_000, 'review'),
      at(59_999, 'block'),
      at(59_999),
    ]);
    expect(slots).toHaveLength(12);
    expect([slots[0], slots[1], slots[11]]).toEqual([
      { approve: 2, review: 0, block: 0 },
      { approve: 0, review: 1, block: 0 },
      { approve: 1, review: 0, block: 1 },
    ]);
    expect(slots.slice(2, 11).flatMap(Object.values)).toEqual(new Array(27).fill(0));
  });

  test('goes on from what was counted, and leaves that as it was', () => {
    const before = minuteCounted(EMPTY_MINUTE, [at(0, 'approve', 2)]);
    const copy = structuredClone(before);
    const after = minuteCounted(before, [at(0, 'approve', 2), at(0, 'approve', 4)]);
    expect(after.slots[0].approve).toBe(3);
    expect(after.latency).toEqual({ 4: 2, 8: 1 });
    expect(before).toEqual(copy);
    expect(EMPTY_MINUTE.slots[0].approve).toBe(0);
  });

  test('counts the decisions that were made without the best of the ladder', () => {
    const degraded = aDecisionChange({ decidedAtMs: START_MS, rungReason: 'sagemaker: breaker open' });
    expect(minuteCounted(minuteCounted(EMPTY_MINUTE, [at(0), degraded]), [degraded]).degraded).toBe(2);
    expect(minuteCounted(EMPTY_MINUTE, [at(0)])).not.toHaveProperty('degraded');
  });

  test('holds no labels', () => {
    expect(minuteCounted(EMPTY_MINUTE, [aLabelChange()])).toEqual(EMPTY_MINUTE);
  });
});
