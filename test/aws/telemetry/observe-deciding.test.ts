import { describe, expect, test } from '@jest/globals';
import { observeDecisions } from '../../../src/aws/telemetry/observe-deciding.ts';
import type { Decision } from '../../../src/domain/decision/decision.ts';
import { aDecision } from '../../builders/a-decision.ts';

const ILL = { rung: 'onnx', rungReason: 'sagemaker: breaker open' } as const;

/** What is counted of batches that are recorded one after another. */
const observing = (record = async (decisions: readonly Decision[]) => decisions) => {
  let counts: Record<string, number> = {};
  const telemetry = {
    info: () => undefined,
    failed: () => undefined,
    flush: () => undefined,
    count: (metric: string, value: number) => {
      counts[metric] = value;
    },
  };
  const observed = observeDecisions(record, telemetry);
  return async (...decisions: readonly Partial<Decision>[]) => {
    counts = {};
    await observed(decisions.map((each, at) => aDecision({ id: `p-${at}`, ...each })));
    return counts;
  };
};

describe('the metrics of deciding', () => {
  test('count by outcome and by rung, with a reading of 0 while nothing is degraded', async () => {
    const counts = await observing()({ outcome: 'block' }, { outcome: 'review' }, {}, {});
    expect(counts).toEqual({
      approved: 2,
      reviewed: 1,
      blocked: 1,
      rungOnnx: 4,
      degraded: 0,
      degradedShare: 0,
      degradedSeconds: 0,
      scoringMs: 0.05,
    });
  });

  test('tell for how long it has been degraded, and are back at 0 with the first decision that is not', async () => {
    const observe = observing();
    expect(await observe({ rung: 'sagemaker', decidedAtMs: 1_000 })).toMatchObject({ degraded: 0, degradedSeconds: 0 });
    const first = await observe({ rung: 'sagemaker', decidedAtMs: 2_000 }, { ...ILL, decidedAtMs: 3_000 });
    expect(first).toMatchObject({ degraded: 1, degradedShare: 0.5, degradedSeconds: 0 });
    expect(await observe({ ...ILL, decidedAtMs: 903_000 })).toMatchObject({ degradedShare: 1, degradedSeconds: 900 });
    expect(await observe({ rung: 'sagemaker', decidedAtMs: 904_000 })).toMatchObject({ degradedSeconds: 0 });
    expect(await observe({ ...ILL, decidedAtMs: 910_000 })).toMatchObject({ degraded: 1, degradedSeconds: 0 });
  });

  test('count what the rules failed, beside a model too', async () => {
    const counts = await observing()(
      { rung: 'static', rungReason: 'onnx: x; rules: do not compile' },
      { rung: 'onnx', rungReason: 'rules: do not compile' },
      ILL,
    );
    expect(counts).toMatchObject({ rulesFailed: 2, degraded: 3, rungStatic: 1 });
  });

  test('count what another process had decided nowhere', async () => {
    expect(await observing(async () => [aDecision()])({})).toEqual({});
  });
});
