import { join } from 'node:path';
import { createDynamoClient } from '../../src/aws/clients.ts';
import { readEnvironment, TELEMETRY_VARIABLES } from '../../src/aws/environment.ts';
import { EXPLAINING_VARIABLES, explainFunction } from '../../src/aws/functions/explain.ts';
import { createTelemetry } from '../../src/aws/telemetry/telemetry.ts';
import { loadModel } from '../../src/model-files.ts';
import { preciseNowMs } from '../../src/precise-now-ms.ts';

const environment = readEnvironment(process.env, [...TELEMETRY_VARIABLES, ...EXPLAINING_VARIABLES]);

export const handler = explainFunction({
  environment,
  client: createDynamoClient(),
  model: loadModel(join(import.meta.dirname, 'model')),
  nowMs: preciseNowMs,
  telemetry: createTelemetry(environment),
});
