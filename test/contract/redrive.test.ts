import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createPutRecords } from '../../src/aws/adapters/put-records.ts';
import { createQuarantine as awsQuarantine, createCountQuarantined } from '../../src/aws/adapters/quarantine.ts';
import { createShelf } from '../../src/aws/adapters/quarantine-shelf.ts';
import { dynamoParts } from '../../src/aws/functions/parts.ts';
import { createQueryPages } from '../../src/aws/query.ts';
import { createQuarantine } from '../../src/embedded/quarantine.ts';
import { embeddedRedrive } from '../../src/embedded/redrive.ts';
import type { Quarantine, Quarantined } from '../../src/ports.ts';
import { lineIdOf } from '../../src/quarantine/line-id.ts';
import { discardAll, GONE, type Redrivable, redrive, redriveAll } from '../../src/quarantine/redrive.ts';
import { createFakeAws } from '../aws/fake/fake-aws.ts';
import { TABLES } from '../aws/fake/fake-dynamo.ts';
import { aStore, removeStores } from '../embedded/a-store.ts';
import { aStream } from '../embedded/stream/a-stream.ts';

afterEach(removeStores);

type Kind = {
  readonly quarantine: Quarantine;
  readonly count: () => Promise<number>;
  readonly redrivable: Redrivable;
  /** What was put on the stream: partition key and text. */
  readonly onStream: () => Promise<readonly (readonly [string, string])[]>;
};

const embedded = async (): Promise<Kind> => {
  const { store } = await aStore();
  const stream = await aStream(store);
  const alerts = await aStream(store, { name: 'alerts', consumers: [] });
  const quarantine = createQuarantine(store);
  return {
    ...quarantine,
    redrivable: embeddedRedrive({ store, stream, alerts, quarantine }),
    onStream: async () =>
      (await stream.shards[0].readFrom(1, 10_000)).map(({ partitionKey, data }) => [partitionKey, data.toString()]),
  };
};

const aws = async (fake = createFakeAws()): Promise<Kind> => {
  const source = { ...dynamoParts(fake.client), table: TABLES.CONSOLE_TABLE };
  return {
    quarantine: awsQuarantine(source),
    count: createCountQuarantined(source),
    redrivable: createShelf({
      ...source,
      pages: createQueryPages(fake.client),
      putRecords: createPutRecords(fake.kinesis, 'payments'),
    }),
    onStream: async () =>
      fake.records.map(({ PartitionKey, Data }) => [PartitionKey, Buffer.from(Data, 'base64').toString()]),
  };
};

const aRecord = (id: string, overrides: Partial<Quarantined> = {}): Quarantined => ({
  id,
  reason: 'malformed_json',
  detail: 'not JSON',
  payload: `{"id":"${id}€`,
  partitionKey: `C-${id}`,
  at: '2026-03-02T12:00:00.000Z',
  ...overrides,
});
const many = (count: number) => Array.from({ length: count }, (_, at) => aRecord(`s:${String(at).padStart(4, '0')}`));
const listed = async ({ redrivable }: Kind): Promise<readonly Quarantined[]> => {
  const records: Quarantined[] = [];
  for await (const record of redrivable.list()) records.push(record);
  return records;
};

describe.each([
  ['embedded', embedded],
  ['aws', aws],
] as const)('a quarantine, %s', (_name, open) => {
  test('is listed whole, in order of the ids, and each record found by its id', async () => {
    const kind = await open();
    await kind.quarantine(many(60).toReversed());
    expect(await listed(kind)).toEqual(many(60));
    expect(await kind.redrivable.find('s:0007')).toEqual(aRecord('s:0007'));
    expect(await kind.redrivable.find('s:9')).toBeUndefined();
  });

  test('gives records back to the stream under their own keys, and keeps none of them', async () => {
    const kind = await open();
    await kind.quarantine(many(600));
    expect(await redriveAll(kind.redrivable)).toEqual({ done: 600, gone: 0, lines: 0 });
    expect(await kind.onStream()).toEqual(many(600).map(({ partitionKey, payload }) => [partitionKey, payload]));
    expect([await kind.count(), await listed(kind)]).toEqual([0, []]);
  });

  test('gives back those that are asked for, with what they are to hold now, and leaves the others', async () => {
    const kind = await open();
    await kind.quarantine(many(3));
    const mended = { ...aRecord('s:0001'), payload: 'mended' };
    expect(await redrive([mended], kind.redrivable)).toEqual({ done: 1, gone: 0, lines: 0 });
    expect(await kind.onStream()).toEqual([['C-s:0001', 'mended']]);
    expect([await kind.count(), (await listed(kind)).map(({ id }) => id)]).toEqual([2, ['s:0000', 's:0002']]);
  });

  test('keeps what was gone from the stream: there is nothing to give back', async () => {
    const kind = await open();
    await kind.quarantine([aRecord('a'), aRecord('b', { reason: GONE, partitionKey: '' })]);
    expect(await redriveAll(kind.redrivable)).toEqual({ done: 1, gone: 1, lines: 0 });
    expect((await listed(kind)).map(({ id }) => id)).toEqual(['b']);
  });

  test('keeps lines of a CSV file: the text of one is no record, and would only come back', async () => {
    const kind = await open();
    const line = aRecord(lineIdOf('6f7884d82f503831', 4), { reason: 'csv_quotes' });
    await kind.quarantine([aRecord('a'), line]);
    expect(await redriveAll(kind.redrivable)).toEqual({ done: 1, gone: 0, lines: 1 });
    expect(await listed(kind)).toEqual([line]);
  });

  test('lets go of records for good', async () => {
    const kind = await open();
    await kind.quarantine(many(30));
    await kind.redrivable.discard(['s:0003', 's:0003', 's:none']);
    expect(await kind.count()).toBe(29);
    expect(await discardAll(kind.redrivable)).toBe(29);
    expect([await kind.count(), await kind.onStream()]).toEqual([0, []]);
  });
});

describe('a quarantine on AWS', () => {
  test('loses nothing when the process ends between putting back and taking out', async () => {
    const fake = createFakeAws();
    const kind = await aws(fake);
    await kind.quarantine(many(3));
    fake.faults['TransactWriteItems'] = [{ error: 'InternalServerError' }];
    await expect(redriveAll(kind.redrivable)).rejects.toThrow();
    expect([await kind.count(), (await kind.onStream()).length]).toEqual([3, 3]);
    await redriveAll(kind.redrivable);
    expect([await kind.count(), (await kind.onStream()).length]).toEqual([0, 6]);
  });

  test('keeps what Kinesis does not take', async () => {
    const fake = createFakeAws();
    const kind = await aws(fake);
    await kind.quarantine(many(3));
    fake.faults['PutRecords'] = [{ error: 'AccessDeniedException' }];
    await expect(redriveAll(kind.redrivable)).rejects.toThrow();
    expect([await kind.count(), (await kind.onStream()).length]).toEqual([3, 0]);
  });

  test('counts each record down once when two operators are at it', async () => {
    const fake = createFakeAws();
    const kind = await aws(fake);
    await kind.quarantine(many(10));
    const console = fake.table(TABLES.CONSOLE_TABLE);
    const otherTakesOut = (): void => {
      console.remove({ pk: { S: 'quarantine' }, sk: { S: 's:0001' } });
      console.put({ pk: { S: 'count' }, sk: { S: 'quarantine' }, records: { N: '9' } });
    };
    fake.faults['TransactWriteItems'] = [{ before: otherTakesOut }];
    await kind.redrivable.discard(['s:0001', 's:0002']);
    expect([await kind.count(), (await listed(kind)).length]).toEqual([8, 8]);
  });

  test('takes apart and puts together a payload of many parts, and leaves none of them behind', async () => {
    const fake = createFakeAws();
    const kind = await aws(fake);
    const payload = randomBytes(900_000).toString('base64');
    await kind.quarantine([aRecord('large', { payload }), aRecord('small')]);
    expect((await kind.redrivable.find('large'))?.payload).toBe(payload);
    await redriveAll(kind.redrivable);
    expect((await kind.onStream()).map(([, text]) => text.length).toSorted()).toEqual([13, payload.length].toSorted());
    expect([...fake.table(TABLES.CONSOLE_TABLE).items.values()].map(({ pk }) => pk?.S)).toEqual(['count']);
  });
});
