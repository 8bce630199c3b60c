import { describe, expect, test } from '@jest/globals';
import { APPROVED_PER_SLOT, addPoints, SCATTER_WINDOW_MS } from '../../../web/src/live/scatter-points.ts';
import { aFeedItem } from './a-feed-item.ts';

const START_MS = Date.parse('2026-01-01T00:00:00Z');

describe('the points of the amount chart', () => {
  test('are in whole units of the currency', () => {
    const feed = [
      aFeedItem({ id: 'a', amountMinor: 1_234 }),
      aFeedItem({ id: 'b', amountMinor: 1_234, currency: 'JPY' }),
    ];
    expect(addPoints([], feed, START_MS).map(({ amount }) => amount)).toEqual([12.34, 1_234]);
  });

  test('hold a decision once, and none of amount zero, which a logarithm cannot place', () => {
    const first = addPoints([], [aFeedItem()], START_MS);
    expect(addPoints(first, [aFeedItem(), aFeedItem({ id: 'zero', amountMinor: 0 })], START_MS)).toHaveLength(1);
  });

  test('leave with the window', () => {
    const first = addPoints([], [aFeedItem()], START_MS);
    expect(addPoints(first, [], START_MS + SCATTER_WINDOW_MS - 1)).toHaveLength(1);
    expect(addPoints(first, [], START_MS + SCATTER_WINDOW_MS)).toHaveLength(0);
  });

  test('stay bounded under a flood of approvals, and keep the flagged among them', () => {
    const flood = Array.from({ length: 500 }, (_, index) => aFeedItem({ id: `p-${index}` }));
    const points = addPoints([], [...flood, aFeedItem({ id: 'bad', outcome: 'block' })], START_MS);
    expect(points).toHaveLength(APPROVED_PER_SLOT + 1);
    expect(points.at(-1)?.outcome).toBe('block');
  });
});
