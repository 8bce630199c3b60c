import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { createHandler } from '../../../lambdas/payments/handler.ts';
import type { HttpHandler } from '../../api/http.ts';
import { createPutPayments } from '../adapters/put-payments.ts';
import type { Environment } from '../environment.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { flushing, reportingTo } from './http.ts';

export type PaymentsSources = {
  readonly environment: Pick<Environment, 'PAYMENTS_STREAM'>;
  readonly kinesis: KinesisClient;
  readonly nowMs: () => number;
  readonly telemetry: Telemetry;
};

/** The function behind `POST /v1/payments`. */
export const paymentsFunction = ({ environment, kinesis, nowMs, telemetry }: PaymentsSources): HttpHandler => {
  const putPayments = createPutPayments(kinesis, environment.PAYMENTS_STREAM);
  return flushing(createHandler({ nowMs, putPayments, ...reportingTo(telemetry) }), telemetry);
};
