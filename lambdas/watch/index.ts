import { join } from 'node:path';
import { createDynamoClient } from '../../src/aws/clients.ts';
import { readEnvironment, TELEMETRY_VARIABLES } from '../../src/aws/environment.ts';
import { WATCHING_VARIABLES, watchFunction } from '../../src/aws/functions/watch.ts';
import { createTelemetry } from '../../src/aws/telemetry/telemetry.ts';
import { loadModel } from '../../src/model-files.ts';
import { preciseNowMs } from '../../src/precise-now-ms.ts';
import { folderBeside, loadChallenger } from '../../src/registry/load-challenger.ts';

const environment = readEnvironment(process.env, [...TELEMETRY_VARIABLES, ...WATCHING_VARIABLES]);
const telemetry = createTelemetry(environment);
const challenger = loadChallenger(folderBeside(import.meta.dirname), telemetry.failed);

export const handler = watchFunction({
  environment,
  client: createDynamoClient(),
  model: loadModel(join(import.meta.dirname, 'model')),
  ...(challenger && { challenger }),
  nowMs: preciseNowMs,
  telemetry,
});
