import {
  type AttributeValue,
  BatchGetItemCommand,
  DynamoDBClient,
  paginateScan,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { decisionItemKey, decisionOf } from '../../src/aws/adapters/decision-item.ts';
import { LOCAL_CLIENT } from '../../src/deploy/deploy-local.ts';
import type { Decision } from '../../src/domain/decision/decision.ts';
import { eventually } from './eventually.ts';
import { physicalId } from './physical-id.ts';

type Item = Readonly<Record<string, AttributeValue>>;
const MOST_KEYS = 100;
const dynamo = new DynamoDBClient(LOCAL_CLIENT);

/** The items of these payments in the table of decisions, as they are stored; those that are not there are left out. */
export const itemsOf = async (table: string, ids: readonly string[]): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for (let from = 0; from < ids.length; from += MOST_KEYS) {
    const Keys = ids.slice(from, from + MOST_KEYS).map(decisionItemKey);
    const { Responses } = await dynamo.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }),
    );
    items.push(...(Responses?.[table] ?? []));
  }
  return items;
};

/** Waits until all of these payments are decided. By payment id. */
export const decisionsOf = async (
  table: string,
  ids: readonly string[],
  limitMs = 60_000,
): Promise<ReadonlyMap<string, Decision>> => {
  const items = await eventually(async () => {
    const found = await itemsOf(table, ids);
    return found.length === ids.length ? found : undefined;
  }, limitMs);
  return new Map(items.map((item) => decisionOf(item)).map((decision) => [decision.id, decision]));
};

/** How many decisions the table holds, of this run and any before it. */
export const countDecisions = async (TableName: string): Promise<number> => {
  const pages = paginateScan(
    { client: dynamo },
    { TableName, Select: 'COUNT', ConsistentRead: true, FilterExpression: 'attribute_exists(outcome)' },
  );
  let decisions = 0;
  for await (const { Count = 0 } of pages) decisions += Count;
  return decisions;
};

/** The records in quarantine. */
export const quarantined = async (): Promise<readonly Item[]> => {
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: await physicalId('AWS::DynamoDB::Table', /^StorageConsole/),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'quarantine' } },
    }),
  );
  return Items;
};
