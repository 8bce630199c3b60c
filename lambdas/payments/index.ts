import { createKinesisClient } from '../../src/aws/clients.ts';
import { readEnvironment, TELEMETRY_VARIABLES } from '../../src/aws/environment.ts';
import { preciseNowMs } from '../../src/aws/functions/parts.ts';
import { paymentsFunction } from '../../src/aws/functions/payments.ts';
import { createTelemetry } from '../../src/aws/telemetry/telemetry.ts';

const environment = readEnvironment(process.env, [...TELEMETRY_VARIABLES, 'PAYMENTS_STREAM']);

export const handler = paymentsFunction({
  environment,
  kinesis: createKinesisClient(),
  nowMs: preciseNowMs,
  telemetry: createTelemetry(environment),
});
