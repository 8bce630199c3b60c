import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { type Attributes, text } from './attributes.ts';

/** The items of one partition of the console's table, by `sk`, from the given one on. */
export type Query = (query: {
  readonly table: string;
  readonly pk: string;
  readonly from?: string;
}) => Promise<readonly Attributes[]>;

export const createQuery =
  (client: DynamoDBClient): Query =>
  async ({ table, pk, from }) => {
    const items: Attributes[] = [];
    let next: Record<string, Attributes[string]> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: from === undefined ? 'pk = :pk' : 'pk = :pk AND sk >= :from',
          ExpressionAttributeValues: { ':pk': text(pk), ...(from !== undefined && { ':from': text(from) }) },
          ...(next !== undefined && { ExclusiveStartKey: next }),
        }),
      );
      items.push(...(page.Items ?? []));
      next = page.LastEvaluatedKey;
    } while (next !== undefined);
    return items;
  };
