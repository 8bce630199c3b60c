import { describe, expect, test } from '@jest/globals';
import { createReads } from '../../../src/aws/adapters/reads.ts';
import { createQuery } from '../../../src/aws/query.ts';
import type { Change } from '../../../src/domain/boards/change.ts';
import type { Decision } from '../../../src/domain/decision/decision.ts';
import { updateBoards } from '../../../src/fan-out/update-boards.ts';
import { aDecision } from '../../builders/a-decision.ts';
import { awsAdapters } from '../../contract/adapters.ts';
import { createFakeAws } from '../fake/fake-aws.ts';
import { TABLES } from '../fake/fake-dynamo.ts';

const START_MS = Date.parse('2026-03-02T12:00:00Z');
const MINUTE_MS = 60_000;
const DEGRADED = { rung: 'onnx', rungReason: 'sagemaker: answered 500' } as const;
const WELL = { rung: 'sagemaker' } as const;

/** A stack on which a decision is made each minute, and whose health is read by the same process each time. */
const aStack = () => {
  const aws = createFakeAws();
  const adapters = awsAdapters(aws);
  let nowMs = START_MS;
  let sequence = 0;
  const { readHealth } = createReads({
    ...adapters,
    table: TABLES.CONSOLE_TABLE,
    query: createQuery(aws.client),
    nowMs: () => nowMs,
    versions: { model: 'm', rules: 'r', policy: 'p', features: 'f' },
    models: { labelDelayDays: 7 },
    firstRung: 'sagemaker',
  });
  return {
    readHealth,
    calls: aws.calls,
    /** Decisions in the coming minutes, one a minute. */
    decide: async (minutes: number, how: Partial<Decision>) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        sequence += 1;
        nowMs += MINUTE_MS;
        const decision = aDecision({ id: `p-${sequence}`, decidedAtMs: nowMs, ...how });
        await adapters.recordDecisions([decision]);
        const change: Change = { kind: 'decision', sequence: String(sequence), decision };
        await updateBoards([change], 'shard-1', adapters);
      }
    },
  };
};
const minute = (at: number): string => new Date(START_MS + at * MINUTE_MS).toISOString();

describe('the health of scoring on AWS', () => {
  test('is well before the first payment, and while the best rung scores', async () => {
    const { readHealth, decide } = aStack();
    expect(await readHealth()).toMatchObject({ status: 'ok', rung: 'sagemaker' });
    await decide(2, WELL);
    const health = await readHealth();
    expect(health).toMatchObject({ status: 'ok', rung: 'sagemaker' });
    expect(health).not.toHaveProperty('degradedSince');
  });

  test('tells the rung, the reason and since when, however long it lasts, until it recovers', async () => {
    const { readHealth, decide } = aStack();
    await decide(3, WELL);
    for (const minutes of [1, 4, 30]) {
      await decide(minutes, DEGRADED);
      expect(await readHealth()).toMatchObject({ status: 'degraded', ...DEGRADED, degradedSince: minute(4) });
    }
    await decide(1, WELL);
    expect(await readHealth()).not.toHaveProperty('degradedSince');
    await decide(20, WELL);
    await decide(2, DEGRADED);
    expect(await readHealth()).toMatchObject({ status: 'degraded', degradedSince: minute(60) });
  });

  test('is degraded when a model scores but the rules could not be asked', async () => {
    const { readHealth, decide } = aStack();
    await decide(1, { ...WELL, rungReason: 'rules: do not compile' });
    expect(await readHealth()).toMatchObject({ status: 'degraded', rung: 'sagemaker', degradedSince: minute(1) });
  });
});
