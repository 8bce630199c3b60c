import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createHandler } from '../../../lambdas/rescue/handler.ts';
import { createQuarantine } from '../adapters/quarantine.ts';
import { createReadBatch } from '../adapters/read-batch.ts';
import type { Environment } from '../environment.ts';
import { observeQuarantine } from '../telemetry/observe-deciding.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { withTelemetry } from '../telemetry/with-telemetry.ts';
import { dynamoParts } from './parts.ts';

export type RescueSources = {
  readonly environment: Pick<Environment, 'CONSOLE_TABLE' | 'PAYMENTS_STREAM'>;
  readonly client: DynamoDBClient;
  readonly kinesis: KinesisClient;
  readonly telemetry: Telemetry;
};

/** The function behind the on-failure queue of the payment stream. */
export const rescueFunction = (sources: RescueSources): ((event: SQSEvent) => Promise<SQSBatchResponse>) => {
  const { environment, client, kinesis, telemetry } = sources;
  const quarantine = createQuarantine({ ...dynamoParts(client), table: environment.CONSOLE_TABLE });
  const handler = createHandler({
    readBatch: createReadBatch(kinesis, environment.PAYMENTS_STREAM),
    quarantine: observeQuarantine(quarantine, telemetry),
    reportFailure: (error) => telemetry.failed('a batch could not be quarantined, and is tried again', error),
  });
  return withTelemetry('rescued', handler, telemetry);
};
