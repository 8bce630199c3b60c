import { deflateRawSync } from 'node:zlib';
import { type DynamoDBClient, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Quarantine, Quarantined } from '../../ports.ts';
import { transientError } from '../../transient.ts';
import { type Attributes, binary, number, numberOf, text } from '../attributes.ts';
import type { Get } from '../batch-get.ts';
import { chunksOf } from '../in-chunks.ts';
import { insert } from '../partiql.ts';
import type { Execute, Statement } from '../statements.ts';

export type QuarantineSource = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly get: Get;
  readonly execute: Execute;
};

/** A record of Kinesis may be larger than the 400 KB of an item. */
const PART_BYTES = 380_000;
/** A transaction takes 100 writes, and reading them back 100 keys. */
const RECORDS_AT_ONCE = 90;
const MOST_ATTEMPTS = 5;
const COUNT_KEY: Attributes = { pk: text('count'), sk: text('quarantine') };

/**
 * Quarantined records in DynamoDB: `{ pk: 'quarantine', sk: <record id>, reason, detail, partitionKey, at, parts }`, with the payload, deflated, in parts of
 * their own under `payload#<record id>`. A record is kept as it first came, and counted in the same transaction: its id is its place on the stream.
 */
export const createQuarantine =
  (source: QuarantineSource): Quarantine =>
  async (records) => {
    const byId = new Map(records.map((record) => [record.id, record]));
    for (const chunk of chunksOf([...byId.values()], RECORDS_AT_ONCE)) await keep(chunk, source);
  };

/** How many records are in quarantine. */
export const createCountQuarantined =
  ({ table, get }: Pick<QuarantineSource, 'table' | 'get'>) =>
  async (): Promise<number> => {
    const [item] = await get({ table, keys: [COUNT_KEY] });
    return item === undefined ? 0 : numberOf(item, 'records');
  };

const keep = async (
  records: readonly Quarantined[],
  { client, table, get, execute }: QuarantineSource,
): Promise<void> => {
  const parts = new Map(records.map((record) => [record.id, partsOf(record)]));
  await execute(
    records.flatMap(({ id }) => (parts.get(id) ?? []).map((part, at) => partStatement(table, { id, at, part }))),
  );
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const there = await get({ table, keys: records.map(({ id }) => entryKey(id)), consistent: true });
    const known = new Set(there.map((item) => item['sk']?.S));
    const news = records.filter(({ id }) => !known.has(id));
    if (news.length === 0) return;
    const entries = news.map((record) => entryItem(record, parts.get(record.id)?.length ?? 0));
    if (await enter(entries, { client, table })) return;
  }
  throw transientError(`${records.length} records could not be quarantined: others were at it ${MOST_ATTEMPTS} times`);
};

/** False when another writer was at one of the entries, or at the count, at the same moment. */
const enter = async (
  entries: readonly Attributes[],
  { client, table }: Pick<QuarantineSource, 'client' | 'table'>,
): Promise<boolean> => {
  const puts: TransactWriteItem[] = entries.map((Item) => ({
    Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' },
  }));
  const count: TransactWriteItem = {
    Update: {
      TableName: table,
      Key: COUNT_KEY,
      UpdateExpression: 'ADD records :added',
      ExpressionAttributeValues: { ':added': number(entries.length) },
    },
  };
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: [...puts, count] }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'TransactionCanceledException') return false;
    throw error;
  }
};

const entryKey = (id: string): Attributes => ({ pk: text('quarantine'), sk: text(id) });

const entryItem = ({ id, reason, detail, partitionKey, at }: Quarantined, parts: number): Attributes => ({
  ...entryKey(id),
  reason: text(reason),
  detail: text(detail.slice(0, 1_000)),
  partitionKey: text(partitionKey),
  at: text(at),
  parts: number(parts),
});

const partsOf = ({ payload }: Quarantined): readonly Uint8Array[] => {
  const bytes = deflateRawSync(payload);
  return Array.from({ length: Math.ceil(bytes.length / PART_BYTES) }, (_, at) =>
    bytes.subarray(at * PART_BYTES, (at + 1) * PART_BYTES),
  );
};

const partStatement = (table: string, { id, at, part }: { id: string; at: number; part: Uint8Array }): Statement =>
  insert(table, { pk: text(`payload#${id}`), sk: text(String(at).padStart(4, '0')), body: binary(part) });
