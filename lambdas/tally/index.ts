import { createDynamoClient, createFirehoseClient } from '../../src/aws/clients.ts';
import { readEnvironment, TELEMETRY_VARIABLES } from '../../src/aws/environment.ts';
import { TALLYING_VARIABLES, tallyFunction } from '../../src/aws/functions/tally.ts';
import { createTelemetry } from '../../src/aws/telemetry/telemetry.ts';
import { preciseNowMs } from '../../src/precise-now-ms.ts';
import { modelsWith } from '../../src/read/models-with.ts';

const environment = readEnvironment(process.env, [...TELEMETRY_VARIABLES, ...TALLYING_VARIABLES]);
const { reference } = modelsWith(import.meta.dirname);

export const handler = tallyFunction({
  environment,
  client: createDynamoClient(),
  firehose: createFirehoseClient(),
  ...(reference && { reference }),
  nowMs: preciseNowMs,
  telemetry: createTelemetry(environment),
});
