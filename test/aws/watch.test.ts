import { describe, expect, test } from '@jest/globals';
import { createReadModels, readWatch } from '../../src/aws/adapters/model-days.ts';
import { createQuery } from '../../src/aws/query.ts';
import { DAY_MS } from '../../src/domain/profile/day.ts';
import type { WatchReport } from '../../src/watch/watch-report.ts';
import { capturedOutput } from './fake/captured-output.ts';
import { TABLES } from './fake/fake-dynamo.ts';
import { type WatchedPayments, watchedPayments } from './fake/watched-payments.ts';

const NOW_MS = Date.parse('2026-03-02T12:00:00Z');

const watched = async (): Promise<{
  readonly output: string;
  readonly payments: WatchedPayments;
  readonly report: WatchReport | undefined;
}> => {
  let payments: WatchedPayments | undefined;
  const output = await capturedOutput(async () => {
    payments = await watchedPayments();
  });
  if (payments === undefined) throw new Error('nothing was watched');
  const query = createQuery(payments.aws.client);
  return { output, payments, report: await readWatch({ table: TABLES.CONSOLE_TABLE, query }) };
};

const metric = (output: string, name: string): readonly number[] =>
  output.split('\n').flatMap((line) => {
    const told = line.includes('CloudWatchMetrics') ? JSON.parse(line) : {};
    return told[name] === undefined ? [] : [told[name]].flat();
  });

describe('watching on AWS', () => {
  test('makes the latest decisions again from what DynamoDB holds, and finds them the same', async () => {
    const { output, report } = await watched();
    expect(metric(output, 'replayChecked')[0]).toBeGreaterThanOrEqual(25);
    expect(new Set(metric(output, 'replayDiffering'))).toEqual(new Set([0]));
    expect(report).toMatchObject({ atMs: NOW_MS + 8 * DAY_MS, differing: [], skipped: 0 });
  });

  test('tells drift on the day, and calibration once labels have matured', async () => {
    const { output } = await watched();
    expect(metric(output, 'mostShifted')).toHaveLength(1);
    expect(metric(output, 'mostShifted')[0]).toBeGreaterThan(0.25);
    // 160 payments of probability 0.0009, and 60 frauds among them.
    expect(metric(output, 'calibrationOff')).toEqual([expect.closeTo(60 / (160 / (1 + Math.exp(7))), 6)]);
  });

  test('tells through the API what the boards hold', async () => {
    const { payments } = await watched();
    const source = {
      table: TABLES.CONSOLE_TABLE,
      query: createQuery(payments.aws.client),
      nowMs: () => NOW_MS + 8 * DAY_MS,
    };
    const versions = [...payments.aws.table(TABLES.CONSOLE_TABLE).items.keys()].filter((key) => key.includes('models'));
    expect(versions).toHaveLength(1);
    const read = createReadModels({ ...source, champion: 'none', models: { labelDelayDays: 7 } });
    expect(await read()).toMatchObject({ champion: { calibration: { decided: 0 } }, replayed: { differing: [] } });
  });

  test('counts what a broken challenger left out, and decides all the same', async () => {
    const { output, payments } = await watched();
    expect(metric(output, 'shadowMissed').reduce((sum, rows) => sum + rows, 0)).toBe(160);
    expect(payments.aws.table(TABLES.DECISIONS_TABLE).items.size).toBe(220);
  });

  test('fails aloud, without the message of the failure, when it cannot look', async () => {
    const { payments } = await watched();
    payments.aws.faults['Query'] = Array.from({ length: 20 }, () => ({ error: 'InternalServerError' }));
    let failure: unknown;
    const output = await capturedOutput(async () => {
      failure = await payments.watchAt(NOW_MS).catch((error: unknown) => error);
    });
    expect(failure).toBeInstanceOf(Error);
    expect(output).toContain('the models could not be watched');
  });
});
