import { createDynamoClient, createKinesisClient } from '../../src/aws/clients.ts';
import { readEnvironment, TELEMETRY_VARIABLES } from '../../src/aws/environment.ts';
import { rescueFunction } from '../../src/aws/functions/rescue.ts';
import { createTelemetry } from '../../src/aws/telemetry/telemetry.ts';

const environment = readEnvironment(process.env, [...TELEMETRY_VARIABLES, 'CONSOLE_TABLE', 'PAYMENTS_STREAM']);

export const handler = rescueFunction({
  environment,
  client: createDynamoClient(),
  kinesis: createKinesisClient(),
  telemetry: createTelemetry(environment),
});
