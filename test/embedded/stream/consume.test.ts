import { afterEach, describe, expect, test } from '@jest/globals';
import type { KinesisStreamEvent } from 'aws-lambda';
import type { OnFailure } from '../../../src/embedded/stream/consume.ts';
import { dynamoSource } from '../../../src/embedded/stream/event-source.ts';
import { aStore, removeStores } from '../a-store.ts';
import { aStream, consuming, numbered, recordsOf, sequenceOf, stopConsumers, textsOf } from './a-stream.ts';

afterEach(async () => {
  await stopConsumers();
  await removeStores();
});

const failing = (error: Error) => async (): Promise<undefined> => {
  throw error;
};
const nothing = async () => undefined;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const flat = (calls: readonly (readonly string[])[]) => calls.flat();
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `a:${from + n}`);

const streamOf = async (count: number, options = {}) => {
  const { store } = await aStore();
  const stream = await aStream(store, options);
  await stream.put(numbered('a', count));
  return stream;
};

/** An on-failure destination that remembers what it was given. */
const keeping = () => {
  const given: Parameters<OnFailure>[0][] = [];
  const onFailure: OnFailure = async (each) => {
    given.push(each);
  };
  const texts = () => given.flatMap(({ records }) => records.map(({ data }) => data.toString()));
  return { given, onFailure, texts };
};

describe('an event', () => {
  test('of payments is what Kinesis sends', async () => {
    const { store } = await aStore();
    const stream = await aStream(store, { nowMs: () => 1_700_000_000_123 });
    const events: KinesisStreamEvent[] = [];
    consuming(stream, (event) => void events.push(event));
    await stream.put([{ partitionKey: 'C1', data: Buffer.from([0, 255, 128]) }]);
    await stream.room(0);
    expect(events).toEqual([
      {
        Records: [
          {
            kinesis: {
              kinesisSchemaVersion: '1.0',
              partitionKey: 'C1',
              sequenceNumber: '49000000000000000000000000000000000000000000000000000001',
              data: 'AP+A',
              approximateArrivalTimestamp: 1_700_000_000.123,
            },
            eventSource: 'aws:kinesis',
            eventVersion: '1.0',
            eventID: 'shardId-000000000000:49000000000000000000000000000000000000000000000000000001',
            eventName: 'aws:kinesis:record',
            invokeIdentityArn: 'arn:aws:iam::000000000000:role/local',
            awsRegion: 'local',
            eventSourceARN: 'arn:aws:kinesis:local:000000000000:stream/payments',
          },
        ],
      },
    ]);
  });

  test('of changes is what a DynamoDB stream sends, with the item that the reference names', () => {
    const source = dynamoSource({
      tableName: 'decisions',
      keyNames: ['id'],
      imageOf: (id) => ({ id: { S: id }, outcome: { S: 'block' } }),
    });
    const record = { position: 7, partitionKey: '', data: Buffer.from('pay-1'), arrivedAtMs: 1_700_000_000_999 };
    expect(source.toAwsRecord(record, 'shardId-000000000000')).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      dynamodb: {
        ApproximateCreationDateTime: 1_700_000_000,
        Keys: { id: { S: 'pay-1' } },
        NewImage: { id: { S: 'pay-1' }, outcome: { S: 'block' } },
        SequenceNumber: '1000000000000000000000007',
        StreamViewType: 'NEW_IMAGE',
      },
    });
  });
});

describe('batches', () => {
  test('come in order, none longer than the batch size', async () => {
    const stream = await streamOf(250);
    const { calls } = consuming(stream, nothing, { batchSize: 100 });
    await stream.room(0);
    expect(calls.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(flat(calls)).toEqual(range(0, 250));
  });

  test('wait for the window of their first record, and no longer once they are full', async () => {
    const { store } = await aStore();
    const stream = await aStream(store);
    const { calls } = consuming(stream, nothing, { batchSize: 3, batchWindowMs: 300 });
    await stream.put(recordsOf('a:0'));
    await sleep(20);
    await stream.put(recordsOf('a:1'));
    await sleep(20);
    expect(calls).toEqual([]);
    await stream.room(0);
    expect(calls).toEqual([range(0, 2)]);
    const startedAtMs = performance.now();
    await stream.put(numbered('b', 3));
    await stream.room(0);
    expect(calls[1]).toHaveLength(3);
    expect(performance.now() - startedAtMs).toBeLessThan(250);
  });

  test('stay under the size of an event that Lambda takes', async () => {
    const { store } = await aStore();
    const stream = await aStream(store);
    const long = 'x'.repeat(1_000_000);
    await stream.put(Array.from({ length: 10 }, () => ({ partitionKey: 'a', data: long })));
    const { calls } = consuming(stream, nothing);
    await stream.room(0);
    expect(calls.map(({ length }) => length)).toEqual([4, 4, 2]);
  });

  test('leave out what the filter refuses, and pass over it', async () => {
    const stream = await streamOf(100);
    const { calls } = consuming(stream, nothing, { wants: ({ data }) => data.toString().endsWith('7') });
    await stream.room(0);
    expect(flat(calls)).toEqual(range(0, 100).filter((text) => text.endsWith('7')));
  });

  test('come one at a time for each shard', async () => {
    const { store } = await aStore();
    const stream = await aStream(store, { shards: 4 });
    const busy = new Set<string>();
    let overlaps = 0;
    let most = 0;
    consuming(
      stream,
      async ({ Records }) => {
        const shard = Records[0].eventID.split(':')[0];
        if (busy.has(shard)) overlaps += 1;
        busy.add(shard);
        most = Math.max(most, busy.size);
        await sleep(1);
        busy.delete(shard);
      },
      { batchSize: 10 },
    );
    await stream.put(Array.from({ length: 400 }, (_, n) => ({ partitionKey: `k${n}`, data: 'x' })));
    await stream.room(0);
    expect({ overlaps, most }).toEqual({ overlaps: 0, most: 4 });
  });
});

describe('a failure', () => {
  test('brings the whole batch again, and nothing behind it before', async () => {
    const stream = await streamOf(20);
    let left = 3;
    const { calls, failures } = consuming(
      stream,
      async () => {
        left -= 1;
        if (left >= 0) throw new Error('no connection');
      },
      { batchSize: 10 },
    );
    await stream.room(0);
    expect(calls).toEqual([range(0, 10), range(0, 10), range(0, 10), range(0, 10), range(10, 20)]);
    expect(failures.map(({ failuresInARow, reason, records }) => [failuresInARow, reason, records])).toEqual(
      [1, 2, 3].map((n) => [n, 'Error: no connection', 10]),
    );
  });

  test('reported for some records brings those and all behind them again', async () => {
    const stream = await streamOf(10);
    const failOnce = new Set(['a:3', 'a:7']);
    const { calls } = consuming(stream, (event) => ({
      batchItemFailures: textsOf(event)
        .filter((text) => failOnce.delete(text))
        .map((text) => ({ itemIdentifier: sequenceOf(event, text) })),
    }));
    await stream.room(0);
    expect(calls).toEqual([range(0, 10), range(3, 10)]);
  });

  test('is pinned down by bisecting, and only the poison is given up', async () => {
    const stream = await streamOf(64);
    const { onFailure, texts } = keeping();
    const { calls } = consuming(
      stream,
      (event) => {
        if (textsOf(event).includes('a:37')) throw new Error('poison');
      },
      { bisect: true, giveUp: { maxRetries: 2, onFailure } },
    );
    await stream.room(0);
    expect(texts()).toEqual(['a:37']);
    const done = calls.filter((texts) => !texts.includes('a:37'));
    expect(flat(done)).toEqual(range(0, 64).filter((text) => text !== 'a:37'));
    expect(calls.filter((texts) => texts.length === 1 && texts[0] === 'a:37')).toHaveLength(3);
  });

  test('that never ends is given up after the retries, with what AWS tells of it', async () => {
    const stream = await streamOf(3, { nowMs: () => Date.UTC(2025, 0, 1) });
    const { onFailure, given, texts } = keeping();
    const { calls } = consuming(stream, failing(new TypeError('no')), {
      giveUp: { maxRetries: 2, onFailure },
      nowMs: () => Date.UTC(2025, 0, 2),
    });
    await stream.room(0);
    expect(calls).toHaveLength(3);
    expect(texts()).toEqual(range(0, 3));
    expect(given[0]).toMatchObject({
      reason: 'TypeError: no',
      failure: {
        requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
        version: '1.0',
        timestamp: '2025-01-02T00:00:00.000Z',
        KinesisBatchInfo: {
          shardId: 'shardId-000000000000',
          startSequenceNumber: '49000000000000000000000000000000000000000000000000000001',
          endSequenceNumber: '49000000000000000000000000000000000000000000000000000003',
          approximateArrivalOfFirstRecord: '2025-01-01T00:00:00.000Z',
          batchSize: 3,
        },
      },
    });
  });

  test('gives up records that are too old, and delivers the others', async () => {
    const { store } = await aStore();
    let nowMs = 1000;
    const stream = await aStream(store, { nowMs: () => nowMs });
    await stream.put(numbered('a', 2));
    nowMs = 2000;
    await stream.put(numbered('b', 2));
    const { onFailure, given, texts } = keeping();
    const { calls } = consuming(stream, nothing, { giveUp: { maxAgeMs: 500, onFailure }, nowMs: () => 2100 });
    await stream.room(0);
    expect(texts()).toEqual(['a:0', 'a:1']);
    expect(given[0].failure.requestContext.condition).toBe('RecordAgeExceeded');
    expect(calls).toEqual([['b:0', 'b:1']]);
  });

  test('of the on-failure destination loses nothing', async () => {
    const stream = await streamOf(2);
    const { onFailure, texts } = keeping();
    let left = 2;
    const { failures } = consuming(stream, failing(new Error('no')), {
      giveUp: {
        maxRetries: 0,
        onFailure: async (given) => {
          left -= 1;
          if (left >= 0) throw new Error('queue is down');
          await onFailure(given);
        },
      },
    });
    await stream.room(0);
    expect(texts()).toEqual(range(0, 2));
    expect(failures.map(({ reason }) => reason)).toContain('the on-failure destination failed: Error: queue is down');
  });

  test('waits longer each time before it is tried again', async () => {
    const stream = await streamOf(1);
    const atMs: number[] = [];
    consuming(
      stream,
      async () => {
        atMs.push(performance.now());
        if (atMs.length < 4) throw new Error('not yet');
      },
      { backoff: { firstMs: 10, mostMs: 25 } },
    );
    await stream.room(0);
    const pauses = atMs.slice(1).map((at, index) => at - atMs[index]);
    expect(pauses[0]).toBeGreaterThanOrEqual(9);
    expect(pauses[1]).toBeGreaterThanOrEqual(19);
    expect(pauses[2]).toBeGreaterThanOrEqual(24);
  });

  test('of one shard does not hold up the others', async () => {
    const { store } = await aStore();
    const stream = await aStream(store, { shards: 2 });
    await stream.put(Array.from({ length: 100 }, (_, n) => ({ partitionKey: `k${n}`, data: 'x' })));
    const { calls } = consuming(
      stream,
      async ({ Records }) => {
        if (Records[0].eventID.startsWith('shardId-000000000000')) throw new Error('down');
      },
      { backoff: { firstMs: 5, mostMs: 5 } },
    );
    const done = () => stream.shards[1].passed('decide') === stream.shards[1].end();
    while (!done()) await sleep(1);
    expect(calls.length).toBeGreaterThan(1);
    expect(stream.shards[0].passed('decide')).toBe(0);
  });
});

describe('stopping', () => {
  test('waits for the call in flight and keeps its checkpoint; the next start goes on from there', async () => {
    const first = await aStore();
    const stream = await aStream(first.store);
    await stream.put(numbered('a', 20));
    const held = Promise.withResolvers<undefined>();
    const { stop, calls } = consuming(stream, () => held.promise, { batchSize: 5 });
    while (calls.length === 0) await sleep(1);
    let stopped = false;
    const stopping = stop().then(() => {
      stopped = true;
    });
    await sleep(20);
    expect(stopped).toBe(false);
    held.resolve(undefined);
    await stopping;
    expect(calls).toEqual([range(0, 5)]);
    const { store } = await first.reopen();
    const again = await aStream(store);
    const next = consuming(again, nothing);
    await again.room(0);
    expect(flat(next.calls)).toEqual(range(5, 20));
  });

  test('does not wait for pauses, and leaves what failed for the next start', async () => {
    const stream = await streamOf(3);
    const { stop, calls } = consuming(stream, failing(new Error('down')), {
      backoff: { firstMs: 60_000, mostMs: 60_000 },
    });
    while (calls.length === 0) await sleep(1);
    await stop();
    expect(stream.lag()).toBe(3);
    const next = consuming(stream, nothing);
    await stream.room(0);
    expect(next.calls).toEqual([range(0, 3)]);
  });

  test('a consumer runs once at a time', async () => {
    const stream = await streamOf(0);
    consuming(stream, nothing);
    expect(() => consuming(stream, nothing)).toThrow('consumer decide of stream payments is running already');
  });
});
