import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import type { Deployed } from '../deploy/deployed.ts';
import type { Redrivable } from '../redrive.ts';
import { createPutRecords } from './adapters/put-records.ts';
import { createShelf } from './adapters/quarantine-shelf.ts';
import { createGet } from './batch-get.ts';
import { createQueryPages } from './query.ts';

/** The quarantine of a deployed stack. */
export const openShelf = ({ client, outputs, recordsACall }: Deployed): Redrivable => {
  const dynamo = new DynamoDBClient(client);
  return createShelf({
    client: dynamo,
    table: outputs['ConsoleTable'] ?? '',
    get: createGet(dynamo),
    pages: createQueryPages(dynamo),
    putRecords: createPutRecords(new KinesisClient(client), outputs['PaymentsStream'] ?? '', recordsACall),
  });
};
