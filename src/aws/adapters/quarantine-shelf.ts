import { type DynamoDBClient, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { chunksOf } from '../../chunks-of.ts';
import type { Quarantined } from '../../ports.ts';
import type { Redrivable } from '../../quarantine/redrive.ts';
import { untilUndisturbed } from '../../until-undisturbed.ts';
import { type Attributes, number, textOf } from '../attributes.ts';
import type { Get } from '../batch-get.ts';
import { groupsOf } from '../groups.ts';
import type { QueryPages } from '../query.ts';
import type { PutRecords } from './put-records.ts';
import { COUNT_KEY, ENTRIES, entryKey, partKeysOf, recordIdOf, recordOf } from './quarantine-items.ts';

export type ShelfSource = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly get: Get;
  readonly pages: QueryPages;
  readonly putRecords: PutRecords;
};

/** So many payloads are read at a time. */
const RECORDS_AT_ONCE = 25;
/** A transaction takes 100 writes, one of them the count. */
const REMOVALS_AT_ONCE = 99;

/** The quarantine in DynamoDB as an operator works on it. Records are taken out only after Kinesis has them: the end of this process in between puts them back twice, and loses none. */
export const createShelf = (source: ShelfSource): Redrivable => {
  const { table, get, pages, putRecords } = source;
  const discard = async (ids: readonly string[]): Promise<void> => {
    for (const chunk of chunksOf([...new Set(ids)], RECORDS_AT_ONCE)) await remove(chunk, source);
  };
  return {
    list: async function* () {
      for await (const page of pages({ table, pk: ENTRIES }))
        for (const chunk of chunksOf(page, RECORDS_AT_ONCE)) yield* await withPayloads(chunk, source);
    },
    find: async (id) => {
      const entries = await get({ table, keys: [entryKey(id)], consistent: true });
      return (await withPayloads(entries, source))[0];
    },
    putBack: async (records) => {
      await putRecords(records.map(({ partitionKey, payload }) => ({ partitionKey, data: payload })));
      await discard(records.map(({ id }) => id));
    },
    discard,
  };
};

const withPayloads = async (
  entries: readonly Attributes[],
  { table, get }: ShelfSource,
): Promise<readonly Quarantined[]> => {
  const parts = await get({ table, keys: entries.flatMap(partKeysOf), consistent: true });
  const byRecord = Map.groupBy(parts, recordIdOf);
  return entries.map((entry) => recordOf(entry, byRecord.get(textOf(entry, 'sk')) ?? []));
};

/** Takes out and counts down those that are still there; when others take some out at the same moment, once more. */
const remove = async (ids: readonly string[], source: ShelfSource): Promise<void> => {
  await untilUndisturbed(`${ids.length} records could not be taken out: others were at it`, async () => {
    const entries = await source.get({ table: source.table, keys: ids.map(entryKey), consistent: true });
    const groups = groupsOf(entries, REMOVALS_AT_ONCE, (entry) => 1 + partKeysOf(entry).length);
    let done = true;
    for (const group of groups) done = (await removeGroup(group, source)) && done;
    return done ? entries : undefined;
  });
};

const removeGroup = async (entries: readonly Attributes[], { client, table }: ShelfSource): Promise<boolean> => {
  const TransactItems: TransactWriteItem[] = [
    ...entries.flatMap((entry) => [
      {
        Delete: {
          TableName: table,
          Key: entryKey(textOf(entry, 'sk')),
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
      ...partKeysOf(entry).map((Key) => ({ Delete: { TableName: table, Key } })),
    ]),
    {
      Update: {
        TableName: table,
        Key: COUNT_KEY,
        UpdateExpression: 'ADD records :added',
        ExpressionAttributeValues: { ':added': number(-entries.length) },
      },
    },
  ];
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'TransactionCanceledException') return false;
    throw error;
  }
};
