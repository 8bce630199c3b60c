import { type DynamoDBClient, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { chunksOf } from '../../chunks-of.ts';
import type { Quarantine, Quarantined } from '../../ports.ts';
import { untilUndisturbed } from '../../until-undisturbed.ts';
import { type Attributes, number, numberOf } from '../attributes.ts';
import type { Get } from '../batch-get.ts';
import { insert } from '../partiql.ts';
import type { Execute } from '../statements.ts';
import { COUNT_KEY, entryItem, entryKey, partItems } from './quarantine-items.ts';

export type QuarantineSource = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly get: Get;
  readonly execute: Execute;
};

/** A transaction takes 100 writes, and reading them back 100 keys. */
const RECORDS_AT_ONCE = 90;

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
  const parts = new Map(records.map((record) => [record.id, partItems(record)]));
  await execute([...parts.values()].flat().map((part) => insert(table, part)));
  await untilUndisturbed(`${records.length} records could not be quarantined: others were at it`, async () => {
    const there = await get({ table, keys: records.map(({ id }) => entryKey(id)), consistent: true });
    const known = new Set(there.map((item) => item['sk']?.S));
    const news = records.filter(({ id }) => !known.has(id));
    if (news.length === 0) return news;
    const entries = news.map((record) => entryItem(record, parts.get(record.id)?.length ?? 0));
    return (await enter(entries, { client, table })) ? news : undefined;
  });
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
