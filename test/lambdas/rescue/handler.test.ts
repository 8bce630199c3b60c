import { describe, expect, test } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import { createHandler, type RescueHandlerPorts } from '../../../lambdas/rescue/handler.ts';
import type { Quarantined } from '../../../src/ports.ts';
import { GONE } from '../../../src/quarantine/redrive.ts';
import type { ReadRecord } from '../../../src/quarantine/rescue.ts';

/** As AWS documents the message of an on-failure destination of a Kinesis event source. */
const givenUp = (batchSize: number, condition = 'RetryAttemptsExhausted') => ({
  requestContext: {
    requestId: 'c9b8fa9f-5a7f-xmpl-af9c-0c604cde93a5',
    functionArn: 'arn:aws:lambda:us-east-2:123456789012:function:decide',
    condition,
    approximateInvokeCount: 11,
  },
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  version: '1.0',
  timestamp: '2026-03-02T12:38:06.021Z',
  KinesisBatchInfo: {
    shardId: 'shardId-000000000001',
    startSequenceNumber: '98',
    endSequenceNumber: '102',
    approximateArrivalOfFirstRecord: '2026-03-02T12:38:04.835Z',
    approximateArrivalOfLastRecord: '2026-03-02T12:38:05.580Z',
    batchSize,
    streamArn: 'arn:aws:kinesis:us-east-2:123456789012:stream/payments',
  },
});

const eventOf = (...bodies: readonly unknown[]): SQSEvent => ({
  Records: bodies.map((body, at) => ({
    messageId: `m-${at}`,
    receiptHandle: '',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1',
      SenderId: 's',
      ApproximateFirstReceiveTimestamp: '1',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-2:123456789012:failures',
    awsRegion: 'us-east-2',
  })),
});

const onStream = (sequence: number): ReadRecord => ({
  sequenceNumber: String(sequence),
  partitionKey: `C-${sequence}`,
  data: `payload ${sequence}`,
  arrivedAtMs: Date.parse('2026-03-02T12:00:00Z'),
});

const rescuing = (overrides: Partial<RescueHandlerPorts> = {}) => {
  const kept: Quarantined[] = [];
  const reported: unknown[] = [];
  const handler = createHandler({
    readBatch: async () => [onStream(98), onStream(102)],
    quarantine: async (records) => {
      kept.push(...records);
    },
    reportFailure: (error) => reported.push(error),
    ...overrides,
  });
  return { handler, kept, reported };
};

describe('a batch that was given up', () => {
  test('is quarantined record by record, under the ids that the deciding function would give them', async () => {
    const { handler, kept } = rescuing();
    expect(await handler(eventOf(givenUp(2)))).toEqual({ batchItemFailures: [] });
    expect(kept).toEqual(
      ['98', '102'].map((sequence) => ({
        id: `shardId-000000000001:${sequence}`,
        reason: 'retries_exhausted',
        detail: 'given up after 11 calls; why is in the log of the deciding function',
        payload: `payload ${sequence}`,
        partitionKey: `C-${sequence}`,
        at: '2026-03-02T12:00:00.000Z',
      })),
    );
  });

  test('tells when it was too old rather than tried too often', async () => {
    const { handler, kept } = rescuing();
    await handler(eventOf(givenUp(2, 'RecordAgeExceeded')));
    expect(kept[0].reason).toBe('record_too_old');
  });

  test('says how many of its records the stream had forgotten', async () => {
    const { handler, kept } = rescuing();
    await handler(eventOf(givenUp(5)));
    expect(kept).toHaveLength(3);
    expect(kept[2]).toMatchObject({
      id: 'shardId-000000000001:98:gone',
      reason: GONE,
      detail: '3 of 5 records from 98 to 102 had left the stream; their producer has to send them again',
      at: '2026-03-02T12:38:06.021Z',
    });
  });

  test('stays in the queue when it cannot be kept or read, and the others are rescued', async () => {
    let calls = 0;
    const { handler, kept, reported } = rescuing({
      readBatch: async () => {
        calls += 1;
        if (calls === 1) throw new Error('slow down');
        return [onStream(98)];
      },
    });
    const { batchItemFailures } = await handler(eventOf(givenUp(1), 'no JSON', { hello: 'you' }, givenUp(1)));
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['m-0', 'm-1', 'm-2']);
    expect(kept.map(({ id }) => id)).toEqual(['shardId-000000000001:98']);
    expect(reported).toHaveLength(3);
  });
});
