import { afterEach, describe, expect, test } from '@jest/globals';
import { createQuarantine, giveUpTo } from '../../src/embedded/quarantine.ts';
import type { Quarantined } from '../../src/ports.ts';
import { aStore, removeStores } from './a-store.ts';
import { aStream, consuming, recordsOf, stopConsumers } from './stream/a-stream.ts';

afterEach(async () => {
  await stopConsumers();
  await removeStores();
});

const aRecord = (id: string, over: Partial<Quarantined> = {}): Quarantined => ({
  id,
  reason: 'malformed_json',
  detail: 'Unexpected token',
  payload: '{"id": €',
  partitionKey: 'C1',
  at: '2025-01-01T00:00:00.000Z',
  ...over,
});

const all = async (records: AsyncIterable<Quarantined>) => {
  const listed: Quarantined[] = [];
  for await (const record of records) listed.push(record);
  return listed;
};

describe('createQuarantine', () => {
  test('keeps records whole, in order of their ids, across a restart', async () => {
    const first = await aStore();
    await createQuarantine(first.store).quarantine([aRecord('b'), aRecord('a', { payload: '\u0000\u001b[2J' })]);
    const { store } = await first.reopen();
    const quarantine = createQuarantine(store);
    expect(await all(quarantine.list())).toEqual([aRecord('a', { payload: '\u0000\u001b[2J' }), aRecord('b')]);
    expect(await quarantine.count()).toBe(2);
    expect(quarantine.find('b')).toEqual(aRecord('b'));
    expect(quarantine.find('c')).toBeUndefined();
  });

  test('keeps a record once, as it first came, however often it is delivered', async () => {
    const { store } = await aStore();
    const { quarantine, count, find } = createQuarantine(store);
    await Promise.all([
      quarantine([aRecord('a'), aRecord('a')]),
      quarantine([aRecord('a', { detail: 'later' }), aRecord('b')]),
    ]);
    await quarantine([aRecord('b')]);
    expect(await count()).toBe(2);
    expect(find('a')?.detail).toBe('Unexpected token');
  });

  test('takes records out, and counts only those that were there', async () => {
    const { store } = await aStore();
    const { quarantine, count, list, removeOps } = createQuarantine(store);
    await quarantine([aRecord('a'), aRecord('b')]);
    await store.stage(removeOps(['a', 'a', 'never']));
    expect([await count(), (await all(list())).map(({ id }) => id)]).toEqual([1, ['b']]);
  });
});

test('records that are given up end in quarantine with what they held and why', async () => {
  const { store } = await aStore();
  const stream = await aStream(store, { nowMs: () => Date.UTC(2025, 0, 1) });
  const { quarantine, list } = createQuarantine(store);
  consuming(
    stream,
    async () => {
      throw new Error('profile too large');
    },
    { giveUp: { maxRetries: 1, onFailure: giveUpTo(quarantine) } },
  );
  await stream.put(recordsOf('C7:€'));
  await stream.room(0);
  expect(await all(list())).toEqual([
    {
      id: 'shardId-000000000000:49000000000000000000000000000000000000000000000000000001',
      reason: 'retries_exhausted',
      detail: 'given up after 2 calls: Error: profile too large',
      payload: 'C7:€',
      partitionKey: 'C7',
      at: '2025-01-01T00:00:00.000Z',
    },
  ]);
});
