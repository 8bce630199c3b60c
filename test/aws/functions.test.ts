import { describe, expect, test } from '@jest/globals';
import { createReads } from '../../src/aws/adapters/reads.ts';
import { createQuery } from '../../src/aws/query.ts';
import type { Payment } from '../../src/domain/payment/payment.ts';
import { aPayment } from '../builders/a-payment.ts';
import { simulatedPayments } from '../builders/simulated-payments.ts';
import { awsAdapters } from '../contract/adapters.ts';
import { capturedOutput } from './fake/captured-output.ts';
import { changeEvent, kinesisEvent, paymentEvent } from './fake/events.ts';
import { createFakeAws, type FakeAws } from './fake/fake-aws.ts';
import { TABLES } from './fake/fake-dynamo.ts';
import { streamFunctions } from './fake/functions.ts';

const NOW_MS = Date.parse('2025-03-02T00:00:00Z');
const HOUR_MS = 3_600_000;
const quietly = <T>(work: () => Promise<T>): Promise<T> => {
  let result: Promise<T>;
  return capturedOutput(async () => {
    result = work();
    await result;
  }).then(() => result);
};

const readsOf = (aws: FakeAws, nowMs = NOW_MS) =>
  createReads({
    ...awsAdapters(aws),
    table: TABLES.CONSOLE_TABLE,
    query: createQuery(aws.client),
    nowMs: () => nowMs,
    versions: { model: 'm', rules: 'r', policy: 'p', features: 'f' },
    models: { labelDelayDays: 7 },
    firstRung: 'onnx',
  });

const payments = (count: number): readonly Payment[] => simulatedPayments(count).map(({ payment }) => payment);
const changesOf = (aws: FakeAws) => aws.table(TABLES.DECISIONS_TABLE).changes;

describe('a batch that fails in its middle', () => {
  test.each(['BatchGetItem', 'BatchExecuteStatement'])(
    'is decided as if nothing had happened when it comes again (%s)',
    async (operation) => {
      const [broken, whole] = [createFakeAws(), createFakeAws()];
      const event = paymentEvent(payments(100));
      for (const at of [1, 3, 5]) {
        broken.faults[operation] = Array.from({ length: at }, (_, call) =>
          call === at - 1 ? { error: 'InternalServerError' } : {},
        );
        const { decide } = streamFunctions(broken, { nowMs: () => NOW_MS });
        await quietly(() => decide(event).catch(() => undefined));
        broken.faults[operation] = [];
      }
      await quietly(() => streamFunctions(broken, { nowMs: () => NOW_MS }).decide(event));
      await quietly(() => streamFunctions(whole, { nowMs: () => NOW_MS }).decide(event));
      for (const name of [TABLES.DECISIONS_TABLE, TABLES.PROFILES_TABLE]) {
        const bodies = (aws: FakeAws) => [...aws.table(name).items].map(([key, { body }]) => [key, body]).toSorted();
        expect(bodies(broken)).toEqual(bodies(whole));
      }
      expect(changesOf(broken)).toHaveLength(100);
    },
  );

  test('is told of without the message of the failure, and thrown on without it', async () => {
    const aws = createFakeAws();
    aws.faults['BatchGetItem'] = [
      {
        before: () => {
          throw new Error('MARKER');
        },
      },
    ];
    let thrown: unknown;
    const log = await capturedOutput(() =>
      streamFunctions(aws)
        .decide(paymentEvent(payments(1)))
        .catch((error) => {
          thrown = error;
        }),
    );
    expect(log).toContain('"level":"ERROR"');
    expect(`${log}${thrown instanceof Error ? thrown.stack : 'nothing'}`).not.toContain('MARKER');
  });
});

describe('logs', () => {
  const markers = { account: 'MARKERA', id: 'MARKERB', device: 'MARKERC', card: 'MARKERD', country: 'MK' };
  const marked = (at: number): Payment =>
    aPayment({
      id: `${markers.id}${at}`,
      sender: { account: `${markers.account}${at}`, balanceBeforeMinor: 987_654_321 },
      receiver: { account: `${markers.account}r` },
      amountMinor: 987_654_321,
      deviceId: markers.device,
      card: markers.card,
      ip: '203.0.113.77',
      location: { latitude: 12.345678, longitude: 98.765432 },
    });

  test('hold nothing of any payment, whether it is decided, alerted, refused, quarantined or fails', async () => {
    const aws = createFakeAws();
    const { decide, tally, alert } = streamFunctions(aws, { nowMs: () => Date.parse('2026-03-02T12:00:01Z') });
    const texts = Array.from({ length: 100 }, (_, at) => JSON.stringify(marked(at)));
    const conflict = JSON.stringify({ ...marked(1), amountMinor: 987_654_320 });
    const log = await capturedOutput(async () => {
      await decide(kinesisEvent([...texts, conflict, '{"id":"MARKERB', JSON.stringify({ id: 'MARKERB', MARKERA: 1 })]));
      await tally(changeEvent(changesOf(aws)));
      aws.faults['Publish'] = [{ error: 'MARKERless' }];
      await alert(changeEvent(changesOf(aws)));
      await alert(changeEvent(changesOf(aws)));
      aws.faults['BatchGetItem'] = [{ error: 'ThrottlingException' }];
      await decide(kinesisEvent(texts)).catch(() => undefined);
    });
    expect(log.split('\n').length).toBeGreaterThan(6);
    for (const text of [
      'MARKERA',
      'MARKERB',
      'MARKERC',
      'MARKERD',
      '987654321',
      '203.0.113.77',
      '12.345678',
      '98.765432',
    ])
      expect(log).not.toContain(text);
  });

  test('count what was decided, by outcome and by rung, and what was quarantined', async () => {
    const log = await capturedOutput(() =>
      streamFunctions(createFakeAws()).decide(kinesisEvent(['{', ...payments(5).map((each) => JSON.stringify(each))])),
    );
    const metrics = JSON.parse(log.split('\n').find((line) => line.includes('CloudWatchMetrics')) ?? '{}');
    const { approved = 0, reviewed = 0, blocked = 0 } = metrics;
    expect(approved + reviewed + blocked).toBe(5);
    expect(metrics).toMatchObject({
      rungOnnx: 5,
      degraded: 0,
      degradedShare: 0,
      degradedSeconds: 0,
      quarantined: 1,
    });
  });
});

describe('alerts', () => {
  test('go out once each when SNS fails in the middle of a batch', async () => {
    const aws = createFakeAws();
    const { decide, alert } = streamFunctions(aws, { nowMs: () => NOW_MS });
    await quietly(() => decide(paymentEvent(payments(300))));
    const flagged = changesOf(aws).filter(({ image }) => image['outcome']?.S !== 'approve');
    expect(flagged.length).toBeGreaterThan(3);
    aws.faults['Publish'] = [{}, { error: 'InternalError' }];
    const { batchItemFailures } = await quietly(() => alert(changeEvent(flagged)));
    expect(batchItemFailures).toEqual([{ itemIdentifier: '2' }]);
    await quietly(() => alert(changeEvent(flagged)));
    expect(aws.published).toHaveLength(flagged.length);
  });
});

describe('boards', () => {
  test('count each change once when batches come again, whole or in part, and from several shards', async () => {
    const aws = createFakeAws();
    const { decide, tally } = streamFunctions(aws, { nowMs: () => NOW_MS });
    await quietly(() => decide(paymentEvent(payments(300))));
    const changes = changesOf(aws);
    await quietly(async () => {
      for (const [from, to, shardId] of [
        [0, 100, 'a'],
        [0, 100, 'a'],
        [50, 150, 'a'],
        [150, 300, 'b'],
        [150, 300, 'b'],
      ] as const)
        await tally(changeEvent(changes.slice(from, to), { firstSequence: from + 1, shardId }));
    });
    const summary = await readsOf(aws).readSummary({ minutes: 5 });
    expect(summary.processed).toBe(300);
    expect((await readsOf(aws).readFeed({ limit: 50 })).length).toBe(50);
  });

  test('of shards that were closed are merged, and the totals stay what they were', async () => {
    const aws = createFakeAws();
    await quietly(() => streamFunctions(aws, { nowMs: () => NOW_MS }).decide(paymentEvent(payments(100))));
    const changes = changesOf(aws);
    for (let shard = 0; shard < 5; shard += 1) {
      const { tally } = streamFunctions(aws, { nowMs: () => NOW_MS + shard * 30 * HOUR_MS });
      await quietly(() => tally(changeEvent(changes.slice(shard * 20, shard * 20 + 20), { shardId: `s-${shard}` })));
    }
    const tallies = [...aws.table(TABLES.CONSOLE_TABLE).items.values()].filter(({ pk }) => pk?.S === 'tally');
    expect(tallies.map(({ sk }) => sk?.S).toSorted()).toEqual(['s-3', 's-4', 'settled']);
    expect((await readsOf(aws).readSummary({ minutes: 5 })).processed).toBe(100);
  });
});
