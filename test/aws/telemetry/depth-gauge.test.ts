import { describe, expect, test } from '@jest/globals';
import { withDepthGauge } from '../../../src/aws/telemetry/depth-gauge.ts';

/** A function behind the gauge, by a clock of its own. */
const gauged = (countQuarantined: () => Promise<number>) => {
  const state = { clockMs: 0, told: [] as number[], failed: 0 };
  const telemetry = {
    info: () => undefined,
    flush: () => undefined,
    count: (_metric: string, value: number) => state.told.push(value),
    failed: () => {
      state.failed += 1;
    },
  };
  const run = withDepthGauge(async (event: string) => `did ${event}`, {
    countQuarantined,
    telemetry,
    clockMs: () => state.clockMs,
  });
  return { state, run };
};

describe('the depth of the quarantine', () => {
  test('is told after a batch, at most once a minute', async () => {
    const { state, run } = gauged(async () => 7);
    expect([await run('one'), await run('two')]).toEqual(['did one', 'did two']);
    expect(state.told).toEqual([7]);
    state.clockMs = 60_000;
    await run('three');
    expect(state.told).toEqual([7, 7]);
  });

  test('fails no batch when it cannot be counted, and that is told', async () => {
    const { state, run } = gauged(() => Promise.reject(new Error('no table')));
    expect(await run('one')).toBe('did one');
    expect([state.told, state.failed]).toEqual([[], 1]);
  });
});
