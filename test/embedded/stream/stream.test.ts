import { afterEach, describe, expect, test } from '@jest/globals';
import { withPrefix } from '../../../src/embedded/store.ts';
import { shardOf } from '../../../src/embedded/stream/shard-of.ts';
import { aStore, removeStores } from '../a-store.ts';
import { aStream, consuming, numbered, recordsOf, stopConsumers } from './a-stream.ts';

afterEach(async () => {
  await stopConsumers();
  await removeStores();
});

const nothing = async () => undefined;
const frames = withPrefix('Spayments/');

describe('put', () => {
  test('keeps records of any size and any bytes', async () => {
    const { store } = await aStore();
    const stream = await aStream(store);
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, n) => n));
    const long = 'x'.repeat(3_000_000);
    await stream.put([
      { partitionKey: 'a', data: bytes },
      ...recordsOf('', '€𝄞', long),
      { partitionKey: 'я', data: 'end' },
    ]);
    const read = await stream.shards[0].readFrom(1, 100);
    const rest = await stream.shards[0].readFrom(read[read.length - 1].position + 1, 100);
    const all = [...read, ...rest];
    expect(all.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    expect(all[0].data).toEqual(bytes);
    expect(all.map(({ data }) => data.length)).toEqual([256, 0, 7, 3_000_000, 3]);
    expect(all[4].partitionKey).toBe('я');
  });

  test('keeps the order of a key, and every record in the shard of its key', async () => {
    const { store } = await aStore();
    const stream = await aStream(store, { shards: 4 });
    const keys = Array.from({ length: 20 }, (_, n) => `key${n}`);
    for (let round = 0; round < 5; round += 1)
      await stream.put(recordsOf(...keys.flatMap((key) => [`${key}:${round}a`, `${key}:${round}b`])));
    for (const [shard, log] of stream.shards.entries()) {
      const records = await log.readFrom(1, 1000);
      const theirs = keys.filter((key) => shardOf(key, 4) === shard);
      expect(records).toHaveLength(theirs.length * 10);
      for (const key of theirs) {
        const texts = records.filter(({ partitionKey }) => partitionKey === key).map(({ data }) => data.toString());
        expect(texts).toEqual([0, 1, 2, 3, 4].flatMap((round) => [`${key}:${round}a`, `${key}:${round}b`]));
      }
    }
  });

  test('writes what stands alongside with the records', async () => {
    const { store } = await aStore();
    const stream = await aStream(store);
    await stream.put(numbered('a', 3), [{ key: 'Xcursor', value: 'row 3' }]);
    expect(store.getText('Xcursor')).toBe('row 3');
  });

  test('goes on counting after all was read, trimmed and the store opened again', async () => {
    const first = await aStore();
    const stream = await aStream(first.store);
    const { stop, lag } = consuming(stream, nothing);
    await stream.put(numbered('a', 3000));
    await stream.room(0);
    expect(lag()).toBe(0);
    while ((await first.store.keys(frames, 100)).length > 1) await new Promise(setImmediate);
    await stop();
    const { store } = await first.reopen();
    const again = await aStream(store, { consumers: [] });
    await again.put(recordsOf('a:new'));
    expect((await again.shards[0].readFrom(1, 5000)).at(-1)?.position).toBe(3001);
  });
});

describe('a stream', () => {
  test('refuses another number of shards than it has, and a name that could meet another', async () => {
    const { store } = await aStore();
    await aStream(store, { shards: 4 });
    await expect(aStream(store, { shards: 8 })).rejects.toThrow('has 4 shards in this data directory, got 8');
    expect((await aStream(store, { shards: undefined })).shards).toHaveLength(4);
    await expect(aStream(store, { name: 'a/b' })).rejects.toThrow('lower-case');
  });

  test('lags by what its slowest consumer has not done, also after it is opened again', async () => {
    const first = await aStore();
    const stream = await aStream(first.store, { consumers: ['decide', 'audit'] });
    await stream.put(numbered('a', 10));
    const { stop } = consuming(stream, nothing);
    while (stream.lag('decide') > 0) await new Promise(setImmediate);
    await stop();
    expect([stream.lag('decide'), stream.lag('audit'), stream.lag()]).toEqual([0, 10, 10]);
    const { store } = await first.reopen();
    const again = await aStream(store, { consumers: ['decide', 'audit'] });
    expect([again.lag('decide'), again.lag('audit')]).toEqual([0, 10]);
  });

  test('deletes records once every consumer has passed them, and not before', async () => {
    const { store } = await aStore();
    const stream = await aStream(store, { consumers: ['decide', 'audit'] });
    for (let n = 0; n < 50; n += 1) await stream.put(numbered('a', 100));
    consuming(stream, nothing);
    while (stream.lag('decide') > 0) await new Promise(setImmediate);
    await store.committed();
    expect(await store.keys(frames, 100)).toHaveLength(50);
    consuming(stream, nothing, { consumer: 'audit' });
    await stream.room(0);
    while ((await store.keys(frames, 100)).length > 10) await new Promise(setImmediate);
  });

  test('holds producers back until there is room', async () => {
    const { store } = await aStore();
    const stream = await aStream(store);
    await stream.put(numbered('a', 10));
    let room = false;
    const waiting = stream.room(5).then(() => {
      room = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(room).toBe(false);
    consuming(stream, nothing, { batchSize: 2 });
    await waiting;
    expect(stream.lag()).toBeLessThanOrEqual(5);
  });

  test('tells a producer that waits for room when the consumer is stopped', async () => {
    const { store } = await aStore();
    const stream = await aStream(store);
    const held = Promise.withResolvers<undefined>();
    const { stop, calls } = consuming(stream, () => held.promise, { batchSize: 1 });
    await stream.put(numbered('a', 10));
    while (calls.length === 0) await new Promise(setImmediate);
    const waiting = stream.room(0);
    const stopped = stop();
    held.resolve(undefined);
    await stopped;
    await expect(waiting).rejects.toThrow('its consumer decide was stopped');
    expect(stream.lag()).toBe(9);
  });
});
