import { createDynamoClient } from '../../src/aws/clients.ts';
import { readEnvironment, TELEMETRY_VARIABLES } from '../../src/aws/environment.ts';
import { LABELLING_VARIABLES, labelsFunction } from '../../src/aws/functions/labels.ts';
import { createTelemetry } from '../../src/aws/telemetry/telemetry.ts';
import { preciseNowMs } from '../../src/precise-now-ms.ts';

const environment = readEnvironment(process.env, [...TELEMETRY_VARIABLES, ...LABELLING_VARIABLES]);

export const handler = labelsFunction({
  environment,
  client: createDynamoClient(),
  nowMs: preciseNowMs,
  telemetry: createTelemetry(environment),
});
