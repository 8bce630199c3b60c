import { createDynamoClient, createSnsClient } from '../../src/aws/clients.ts';
import { readEnvironment, TELEMETRY_VARIABLES } from '../../src/aws/environment.ts';
import { alertFunction } from '../../src/aws/functions/alert.ts';
import { createTelemetry } from '../../src/aws/telemetry/telemetry.ts';
import { preciseNowMs } from '../../src/precise-now-ms.ts';

const environment = readEnvironment(process.env, [...TELEMETRY_VARIABLES, 'CONSOLE_TABLE', 'ALERTS_TOPIC_ARN']);

export const handler = alertFunction({
  environment,
  client: createDynamoClient(),
  sns: createSnsClient(),
  nowMs: preciseNowMs,
  telemetry: createTelemetry(environment),
});
