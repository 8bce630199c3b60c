import { describe, expect, test } from '@jest/globals';
import { backoffMs, planRetry, type RetryRules } from '../../../src/embedded/stream/retry-plan.ts';

const records = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    position: from + index,
    partitionKey: 'k',
    data: Buffer.alloc(0),
    arrivedAtMs: 0,
  }));

const plan = (retries: number, failedFrom: number, rules: Partial<RetryRules>) =>
  planRetry({ records: records(1, 5), retries }, failedFrom, { bisect: false, ...rules });

describe('planRetry', () => {
  test('tries the whole batch again, counting', () => {
    expect(plan(1, 0, { maxRetries: 2 })).toEqual({ retry: [{ records: records(1, 5), retries: 2 }] });
  });
  test('gives up when the retries are used up', () => {
    expect(plan(2, 0, { maxRetries: 2 })).toEqual({ giveUp: records(1, 5) });
  });
  test('never gives up without a limit', () => {
    expect(plan(1e9, 0, {})).toHaveProperty('retry');
  });
  test('goes on from the failed record and counts anew', () => {
    expect(plan(2, 3, { maxRetries: 2 })).toEqual({ retry: [{ records: records(4, 5), retries: 1 }] });
  });
  test('gives up only what is not done', () => {
    expect(plan(0, 3, { maxRetries: 0 })).toEqual({ giveUp: records(4, 5) });
  });
  test('halves a batch that failed as a whole, which is no retry', () => {
    expect(plan(2, 0, { bisect: true, maxRetries: 2 })).toEqual({
      retry: [
        { records: records(1, 3), retries: 2 },
        { records: records(4, 5), retries: 2 },
      ],
    });
  });
  test('splits at the failed record when there is one', () => {
    expect(plan(0, 2, { bisect: true, maxRetries: 0 })).toEqual({ retry: [{ records: records(3, 5), retries: 0 }] });
  });
  test('gives up a single record that no bisect can split', () => {
    expect(planRetry({ records: records(1, 1), retries: 0 }, 0, { bisect: true, maxRetries: 0 })).toEqual({
      giveUp: records(1, 1),
    });
  });
});

test('pauses double up to the longest', () => {
  const limits = { firstMs: 100, mostMs: 1000 };
  expect([1, 2, 3, 4, 5, 500].map((failures) => backoffMs(failures, limits))).toEqual([100, 200, 400, 800, 1000, 1000]);
});
