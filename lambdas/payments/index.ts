import { createKinesisClient } from '../../src/aws/clients.ts';
import { readEnvironment, TELEMETRY_VARIABLES } from '../../src/aws/environment.ts';
import { paymentsFunction } from '../../src/aws/functions/payments.ts';
import { createTelemetry } from '../../src/aws/telemetry/telemetry.ts';
import { preciseNowMs } from '../../src/precise-now-ms.ts';

const environment = readEnvironment(process.env, [...TELEMETRY_VARIABLES, 'PAYMENTS_STREAM']);

export const handler = paymentsFunction({
  environment,
  kinesis: createKinesisClient(),
  nowMs: preciseNowMs,
  telemetry: createTelemetry(environment),
});
