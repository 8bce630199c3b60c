import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Attributes } from './attributes.ts';
import { inChunks } from './in-chunks.ts';
import { untilDone } from './until-done.ts';

export type Get = (query: {
  readonly table: string;
  readonly keys: readonly Attributes[];
  /** Twice the price; sees every write that was answered before. */
  readonly consistent?: boolean;
}) => Promise<readonly Attributes[]>;

/** Limit of BatchGetItem. */
const KEYS_A_CALL = 100;

/** Items by key, in any order; keys without an item are left out. What DynamoDB leaves unprocessed is asked for again. */
export const createGet =
  (client: DynamoDBClient): Get =>
  async ({ table, keys, consistent = false }) => {
    const items: Attributes[] = [];
    await untilDone('reads', keys, async (left) => {
      const unprocessed = await inChunks(left, KEYS_A_CALL, async (chunk) => {
        const { Responses, UnprocessedKeys } = await client.send(
          new BatchGetItemCommand({ RequestItems: { [table]: { Keys: [...chunk], ConsistentRead: consistent } } }),
        );
        items.push(...(Responses?.[table] ?? []));
        return UnprocessedKeys?.[table]?.Keys ?? [];
      });
      return { items: unprocessed, why: 'unprocessed' };
    });
    return items;
  };
