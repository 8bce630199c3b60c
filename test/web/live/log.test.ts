import { describe, expect, test } from '@jest/globals';
import { EMPTY_LOG, MOST_ROWS, receive, release, waiting } from '../../../web/src/live/log.ts';
import { aFeedItem } from './a-feed-item.ts';

const items = (...ids: readonly number[]) => ids.map((id) => aFeedItem({ id: `p-${id}` }));
const ids = (log: typeof EMPTY_LOG) => log.shown.map(({ id }) => id);

describe('the live log', () => {
  test('puts new decisions on top and shows none twice', () => {
    const log = receive(receive(EMPTY_LOG, items(2, 1), false), items(4, 3, 2), false);
    expect(ids(log)).toEqual(['p-4', 'p-3', 'p-2', 'p-1']);
  });

  test('moves nothing while it is held, and says how many wait', () => {
    const before = receive(EMPTY_LOG, items(2, 1), false);
    const held = receive(before, items(4, 3, 2), true);
    expect(held.shown).toBe(before.shown);
    expect(waiting(held)).toBe(2);
  });

  test('shows what waited once it is let go', () => {
    const log = release(receive(receive(EMPTY_LOG, items(1), false), items(3, 2), true));
    expect(ids(log)).toEqual(['p-3', 'p-2', 'p-1']);
    expect(waiting(log)).toBe(0);
  });

  test('fills even while held when it has nothing yet', () => {
    expect(ids(receive(EMPTY_LOG, items(1), true))).toEqual(['p-1']);
  });

  test('keeps a bounded number of rows', () => {
    const many = Array.from({ length: MOST_ROWS * 3 }, (_, index) => index);
    expect(ids(receive(EMPTY_LOG, items(...many), false))).toHaveLength(MOST_ROWS);
  });
});
