import { createDynamoClient } from '../../src/aws/clients.ts';
import { readEnvironment, TELEMETRY_VARIABLES } from '../../src/aws/environment.ts';
import { preciseNowMs } from '../../src/aws/functions/parts.ts';
import { tallyFunction } from '../../src/aws/functions/tally.ts';
import { createTelemetry } from '../../src/aws/telemetry/telemetry.ts';

const environment = readEnvironment(process.env, [...TELEMETRY_VARIABLES, 'CONSOLE_TABLE']);

export const handler = tallyFunction({
  environment,
  client: createDynamoClient(),
  nowMs: preciseNowMs,
  telemetry: createTelemetry(environment),
});
