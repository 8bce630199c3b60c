import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { type Attributes, text } from './attributes.ts';

/** The items of one partition of the console's table, by `sk`, from the given one on. */
export type Query = (query: {
  readonly table: string;
  readonly pk: string;
  readonly from?: string;
}) => Promise<readonly Attributes[]>;

/** The same, page by page as DynamoDB gives them, for a partition that may be large. */
export type QueryPages = (query: Parameters<Query>[0]) => AsyncIterable<readonly Attributes[]>;

export const createQuery = (client: DynamoDBClient): Query => {
  const pages = createQueryPages(client);
  return async (query) => {
    const items: Attributes[] = [];
    for await (const page of pages(query)) items.push(...page);
    return items;
  };
};

export const createQueryPages = (client: DynamoDBClient): QueryPages =>
  async function* ({ table, pk, from }) {
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
      yield page.Items ?? [];
      next = page.LastEvaluatedKey;
    } while (next !== undefined);
  };
