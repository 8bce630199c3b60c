import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { backOffMs } from '../../../web/src/live/back-off.ts';
import { type Failure, startPolling } from '../../../web/src/live/polling.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A page whose API can be made to fail or hang, and whose tab can be hidden. */
const aPage = () => {
  const page = {
    polls: 0,
    fails: false,
    hidden: false,
    hangs: false,
    results: [] as (Failure | undefined)[],
    shown: () => {},
  };
  const polling = startPolling({
    poll: async () => {
      page.polls += 1;
      if (page.hangs) await new Promise((resolve) => setTimeout(resolve, 3_500));
      if (page.fails) throw new Error('no answer');
    },
    onResult: (failure) => page.results.push(failure),
    host: {
      nowMs: () => Date.now(),
      isHidden: () => page.hidden,
      onVisibility: (listener) => {
        page.shown = listener;
        return () => {};
      },
    },
  });
  return { page, polling };
};

describe('polling', () => {
  test('asks at once and then every second', async () => {
    const { page, polling } = aPage();
    await jest.advanceTimersByTimeAsync(3_100);
    polling.stop();
    expect(page.polls).toBe(4);
  });

  test('never asks twice at a time', async () => {
    const { page, polling } = aPage();
    page.hangs = true;
    await jest.advanceTimersByTimeAsync(4_000);
    polling.stop();
    expect(page.polls).toBe(2);
  });

  test('waits longer after each failure, tells since when, and recovers', async () => {
    const { page, polling } = aPage();
    page.fails = true;
    await jest.advanceTimersByTimeAsync(7_500);
    expect(page.polls).toBe(4);
    const failures = page.results.filter((result) => result !== undefined);
    expect(new Set(failures.map(({ sinceMs }) => sinceMs)).size).toBe(1);
    page.fails = false;
    polling.now();
    await jest.advanceTimersByTimeAsync(10);
    polling.stop();
    expect(page.results.at(-1)).toBeUndefined();
  });

  test('rests while the tab is hidden and asks at once when it is shown', async () => {
    const { page, polling } = aPage();
    await jest.advanceTimersByTimeAsync(10);
    page.hidden = true;
    page.shown();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(page.polls).toBe(1);
    page.hidden = false;
    page.shown();
    await jest.advanceTimersByTimeAsync(10);
    polling.stop();
    expect(page.polls).toBe(2);
  });

  test('says nothing more once it is stopped', async () => {
    const { page, polling } = aPage();
    polling.stop();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(page.results).toEqual([]);
    expect(page.polls).toBe(1);
  });
});

test('the wait after failures doubles up to fifteen seconds', () => {
  expect([1, 2, 3, 4, 5, 50].map(backOffMs)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
});
