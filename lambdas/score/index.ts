import { join } from 'node:path';
import { createDynamoClient } from '../../src/aws/clients.ts';
import { readEnvironment, TELEMETRY_VARIABLES } from '../../src/aws/environment.ts';
import { DECIDING_VARIABLES } from '../../src/aws/functions/deciding.ts';
import { scoreFunction } from '../../src/aws/functions/score.ts';
import { SCORING_VARIABLES, scoringOf } from '../../src/aws/scoring.ts';
import { createTelemetry } from '../../src/aws/telemetry/telemetry.ts';
import { loadModel } from '../../src/model-files.ts';
import { preciseNowMs } from '../../src/precise-now-ms.ts';
import { folderBeside, loadChallenger } from '../../src/registry/load-challenger.ts';

const variables = [...TELEMETRY_VARIABLES, ...DECIDING_VARIABLES, ...SCORING_VARIABLES] as const;
const environment = readEnvironment(process.env, variables);
const telemetry = createTelemetry(environment);
const model = loadModel(join(import.meta.dirname, 'model'));
const challenger = loadChallenger(folderBeside(import.meta.dirname), telemetry.failed);

export const handler = scoreFunction({
  environment,
  model,
  ...(challenger && { challenger }),
  ...scoringOf(environment, model),
  client: createDynamoClient(),
  nowMs: preciseNowMs,
  telemetry,
});
