import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createGet } from '../batch-get.ts';
import { createQuery } from '../query.ts';
import { createExecute } from '../statements.ts';

/** The ways to DynamoDB that adapters are made from. */
export const dynamoParts = (client: DynamoDBClient) => ({
  client,
  get: createGet(client),
  execute: createExecute(client),
  query: createQuery(client),
});
