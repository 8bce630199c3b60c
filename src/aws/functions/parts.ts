import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createGet } from '../batch-get.ts';
import { createQuery } from '../query.ts';
import { createExecute } from '../statements.ts';

/** Milliseconds since 1970 with fractions, so that latencies can be told in microseconds. */
export const preciseNowMs = (): number => performance.timeOrigin + performance.now();

/** The ways to DynamoDB that adapters are made from. */
export const dynamoParts = (client: DynamoDBClient) => ({
  client,
  get: createGet(client),
  execute: createExecute(client),
  query: createQuery(client),
});
