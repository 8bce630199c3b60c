import { join } from 'node:path';
import { createDynamoClient } from '../../src/aws/clients.ts';
import { readEnvironment, TELEMETRY_VARIABLES } from '../../src/aws/environment.ts';
import { READING_VARIABLES, readFunction } from '../../src/aws/functions/read.ts';
import { firstRungOf } from '../../src/aws/scoring.ts';
import { createTelemetry } from '../../src/aws/telemetry/telemetry.ts';
import { versionsWith } from '../../src/aws/versions.ts';
import { preciseNowMs } from '../../src/precise-now-ms.ts';
import { modelsWith } from '../../src/read/models-with.ts';

const environment = readEnvironment(process.env, [...TELEMETRY_VARIABLES, ...READING_VARIABLES]);

export const handler = readFunction({
  environment,
  client: createDynamoClient(),
  versions: versionsWith(join(import.meta.dirname, 'model')),
  firstRung: firstRungOf(environment),
  models: modelsWith(import.meta.dirname),
  nowMs: preciseNowMs,
  telemetry: createTelemetry(environment),
});
