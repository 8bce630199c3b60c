import { describe, expect, test } from '@jest/globals';
import { createHandler } from '../../../lambdas/watch/handler.ts';
import { EMPTY_MODEL_DAY, modelDayWith } from '../../../src/domain/boards/model-day.ts';
import { dayOf } from '../../../src/domain/profile/day.ts';
import type { WatchPorts } from '../../../src/watch/watch-models.ts';
import type { WatchReport } from '../../../src/watch/watch-report.ts';
import { aDecisionChange, aLabelChange } from '../../builders/a-change.ts';
import { aDecision } from '../../builders/a-decision.ts';

const NOW_MS = Date.parse('2026-03-20T12:00:00Z');

const watching = async (overrides: Partial<WatchPorts> = {}) => {
  const [kept, told]: WatchReport[][] = [[], []];
  await createHandler({
    nowMs: () => NOW_MS,
    champion: 'm0',
    labelDelayDays: 7,
    latestDecisions: async () => ['a', 'b', 'c'].map((id) => aDecision({ id })),
    recompute: () => 'same',
    readModelDays: async () => [],
    keepWatch: async (report) => void kept.push(report),
    tell: (report) => told.push(report),
    ...overrides,
  })();
  expect(kept).toEqual(told);
  return told[0];
};

describe('the watch', () => {
  test('tells how many decisions came out as they were, and names the others', async () => {
    const verdicts = { a: 'same', b: 'differs', c: 'skipped' } as const;
    const report = await watching({ recompute: ({ id }) => verdicts[id as keyof typeof verdicts] });
    expect(report).toEqual({
      atMs: NOW_MS,
      checked: 2,
      differing: ['b'],
      skipped: 1,
      drift: 'unknown',
      mostShifted: null,
      calibrationRatio: null,
    });
  });

  test('tells calibration once there are enough frauds to tell it by', async () => {
    const frauds = (count: number) =>
      modelDayWith()(EMPTY_MODEL_DAY, [
        ...Array.from({ length: 200 }, (_, at) => aDecisionChange({ id: `p-${at}`, probability: 0.5 })),
        ...Array.from({ length: count }, () => aLabelChange({ scored: { atMs: 0, model: 'm0', probability: 0.5 } })),
      ]);
    const told = (count: number) => watching({ readModelDays: async () => [[dayOf(NOW_MS) - 8, frauds(count)]] });
    expect((await told(49)).calibrationRatio).toBeNull();
    expect((await told(50)).calibrationRatio).toBe(2);
  });

  test('fails when it cannot look, rather than tell that all is well', async () => {
    await expect(watching({ latestDecisions: () => Promise.reject(new Error('the table is gone')) })).rejects.toThrow(
      'the table is gone',
    );
  });
});
