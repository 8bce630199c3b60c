import { describe, expect, test } from '@jest/globals';
import { EMPTY_LATEST, LATEST_ALL, LATEST_FLAGGED, latestWith } from '../../../src/domain/boards/latest.ts';
import type { Outcome } from '../../../src/domain/decision/decision.ts';
import { aDecisionChange, aLabelChange } from '../../builders/a-change.ts';

const decided = (count: number, outcome: Outcome, prefix = 'p') =>
  Array.from({ length: count }, (_, index) => aDecisionChange({ id: `${prefix}-${index}`, outcome }));

describe('the latest decisions', () => {
  test('stand newest first, and the held and the blocked among them once more', () => {
    const first = [aDecisionChange({ id: 'a' }), aDecisionChange({ id: 'b', outcome: 'block' })];
    const second = [aDecisionChange({ id: 'c', outcome: 'review' }), aDecisionChange({ id: 'd', outcome: 'block' })];
    expect(latestWith(latestWith(EMPTY_LATEST, first), second)).toEqual({
      all: ['d', 'c', 'b', 'a'],
      review: ['c'],
      block: ['d', 'b'],
    });
  });

  test('are so many and no more, whether they come at once or one by one', () => {
    const changes = decided(LATEST_ALL + 50, 'block');
    const atOnce = latestWith(EMPTY_LATEST, changes);
    expect(atOnce).toEqual(changes.reduce((latest, change) => latestWith(latest, [change]), EMPTY_LATEST));
    expect([atOnce.all.length, atOnce.all[0], atOnce.all.at(-1)]).toEqual([LATEST_ALL, 'p-249', 'p-50']);
    expect(atOnce.block).toHaveLength(LATEST_FLAGGED);
  });

  test('keep those held when approvals wash over them', () => {
    const latest = latestWith(EMPTY_LATEST, [...decided(2, 'review', 'r'), ...decided(LATEST_ALL, 'approve')]);
    expect(latest.all).not.toContain('r-1');
    expect(latest.review).toEqual(['r-1', 'r-0']);
  });

  test('are not moved by labels', () => {
    expect(latestWith(EMPTY_LATEST, [aLabelChange()])).toEqual(EMPTY_LATEST);
  });
});
