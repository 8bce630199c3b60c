import { describe, expect, test } from '@jest/globals';
import type { Payment } from '../../src/domain/payment/payment.ts';
import { rowsIn } from '../archive/firehose-files.ts';
import { aPayment } from '../builders/a-payment.ts';
import { capturedOutput } from './fake/captured-output.ts';
import { changeEvent, kinesisEvent } from './fake/events.ts';
import { createFakeAws, type FakeAws } from './fake/fake-aws.ts';
import { TABLES } from './fake/fake-dynamo.ts';
import { streamFunctions } from './fake/functions.ts';

const NOW_MS = Date.parse('2026-03-02T12:00:01Z');
const MOST_CALLS = 100;

/** A process of each function: what one was killed with, the next does not remember. */
const aProcess = (aws: FakeAws) => streamFunctions(aws, { nowMs: () => NOW_MS });

/** Runs a function until it ends, or is killed after so many calls. True when it ended. */
const killedAfter = async (calls: number, aws: FakeAws, run: () => Promise<unknown>): Promise<boolean> => {
  const cutOff = aws.cutOffAfter(calls).then(() => false);
  let ended = false;
  await capturedOutput(async () => {
    ended = await Promise.race([run().then(() => true), cutOff]);
  });
  void aws.cutOffAfter(Number.POSITIVE_INFINITY);
  return ended;
};

/** Kills the work after its first call, after its second, and so on until it ends by itself, and looks at what a second run leaves each time. */
const whereverKilled = async (start: () => Promise<FakeAws>, work: (aws: FakeAws) => Promise<unknown>) => {
  const states: FakeAws[] = [];
  for (let calls = 0; calls < MOST_CALLS; calls += 1) {
    const aws = await start();
    const ended = await killedAfter(calls, aws, () => work(aws));
    await capturedOutput(() => work(aws));
    states.push(aws);
    if (ended) return states;
  }
  throw new Error(`the work did not end within ${MOST_CALLS} calls`);
};

/**
 * Sixty payments of a few accounts, some large enough to be held, and two records that can never succeed. In order of time: a late payment is
 * measured with what is known when it is decided, and by a second run more may be.
 */
const payments: readonly Payment[] = Array.from({ length: 60 }, (_, at) =>
  aPayment({
    id: `p-${at}`,
    occurredAt: new Date(NOW_MS - 60_000 + at * 1_000).toISOString(),
    amountMinor: at % 9 === 0 ? 900_000 + at : 1_000 + at,
    sender: { account: `C-${at % 7}` },
    receiver: { account: `M-${at % 11}` },
  }),
);
const BATCH = kinesisEvent([...payments.map((payment) => JSON.stringify(payment)), '{"id":', '{}']);

const itemsOf = (aws: FakeAws, table: string) => Object.fromEntries(aws.table(table).items);

const decided = async (): Promise<FakeAws> => {
  const aws = createFakeAws();
  await capturedOutput(() => aProcess(aws).decide(BATCH));
  return aws;
};
const changesOf = (aws: FakeAws) => changeEvent(aws.table(TABLES.DECISIONS_TABLE).changes);

describe('a function that is killed in mid-batch, and run again', () => {
  test('decides as if nothing had happened, after whichever call it was killed', async () => {
    const whole = await decided();
    const states = await whereverKilled(
      async () => createFakeAws(),
      (aws) => aProcess(aws).decide(BATCH),
    );
    expect(states.length).toBeGreaterThan(8);
    for (const aws of states) {
      for (const table of Object.values(TABLES)) expect(itemsOf(aws, table)).toEqual(itemsOf(whole, table));
      expect(aws.table(TABLES.DECISIONS_TABLE).changes).toHaveLength(payments.length);
    }
  });

  test('counts each change once, and archives each at least once', async () => {
    const whole = await decided();
    await capturedOutput(() => aProcess(whole).tally(changesOf(whole)));
    const states = await whereverKilled(decided, (aws) => aProcess(aws).tally(changesOf(aws)));
    expect(states.length).toBeGreaterThan(3);
    for (const aws of states) {
      expect(itemsOf(aws, TABLES.CONSOLE_TABLE)).toEqual(itemsOf(whole, TABLES.CONSOLE_TABLE));
      const archived = aws.archived.flatMap(rowsIn).map((row) => row['payment_id']);
      expect(new Set(archived)).toEqual(new Set(payments.map(({ id }) => id)));
    }
  });

  test('alerts of each payment once at most, and says where it cannot know', async () => {
    const flagged = (aws: FakeAws) =>
      changeEvent(aws.table(TABLES.DECISIONS_TABLE).changes.filter(({ image }) => image['outcome']?.S !== 'approve'));
    const states = await whereverKilled(decided, (aws) => aProcess(aws).alert(flagged(aws)));
    expect(flagged(states[0]).Records.length).toBeGreaterThan(3);
    for (const aws of states) {
      const claims = [...aws.table(TABLES.CONSOLE_TABLE).items.values()].filter(({ pk }) =>
        pk?.S?.startsWith('alert#'),
      );
      const of = (state: string) => claims.filter((claim) => claim['state']?.S === state).length;
      expect(claims).toHaveLength(flagged(aws).Records.length);
      expect(of('sent') + of('unconfirmed')).toBe(claims.length);
      expect(of('unconfirmed')).toBeLessThanOrEqual(1);
      expect(aws.published.length - of('sent')).toBeLessThanOrEqual(of('unconfirmed'));
    }
  });
});
