import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Deployed } from '../deploy/deployed.ts';
import type { Redrivable } from '../quarantine/redrive.ts';
import { createShelf } from './adapters/quarantine-shelf.ts';
import { createGet } from './batch-get.ts';
import { openPutRecords } from './open-put-records.ts';
import { createQueryPages } from './query.ts';

/** The quarantine of a deployed stack. */
export const openShelf = (stack: Deployed): Redrivable => {
  const { client, outputs } = stack;
  const dynamo = new DynamoDBClient(client);
  return createShelf({
    client: dynamo,
    table: outputs['ConsoleTable'] ?? '',
    get: createGet(dynamo),
    pages: createQueryPages(dynamo),
    putRecords: openPutRecords(stack),
  });
};
