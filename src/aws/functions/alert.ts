import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { createHandler } from '../../../lambdas/alert/handler.ts';
import { createAlertClaims } from '../adapters/alert-claims.ts';
import { createPublish } from '../adapters/publish-alerts.ts';
import type { Environment } from '../environment.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { withTelemetry } from '../telemetry/with-telemetry.ts';
import { dynamoParts } from './parts.ts';

export type AlertSources = {
  readonly environment: Pick<Environment, 'CONSOLE_TABLE' | 'ALERTS_TOPIC_ARN'>;
  readonly client: DynamoDBClient;
  readonly sns: SNSClient;
  readonly nowMs: () => number;
  readonly telemetry: Telemetry;
};

/** The function that alerts of held and blocked payments. */
export const alertFunction = (
  sources: AlertSources,
): ((event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>) => {
  const { environment, client, sns, nowMs, telemetry } = sources;
  const publish = createPublish(sns, environment.ALERTS_TOPIC_ARN);
  const handler = createHandler({
    ...createAlertClaims({ ...dynamoParts(client), table: environment.CONSOLE_TABLE, nowMs }),
    publish: async (alert) => {
      await publish(alert);
      telemetry.count('alertsSent', 1);
    },
    reportUnconfirmed: async () => telemetry.count('alertsUnconfirmed', 1),
    reportFailure: (error) => telemetry.failed('an alert could not be sent, and is tried again', error),
  });
  return withTelemetry('alerted', handler, telemetry);
};
