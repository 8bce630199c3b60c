import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createHandler } from '../../../lambdas/labels/handler.ts';
import type { HttpHandler } from '../../api/http.ts';
import { createDecisions } from '../adapters/decisions.ts';
import { createLabels } from '../adapters/labels.ts';
import { createProfiles } from '../adapters/profiles.ts';
import type { Environment } from '../environment.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { flushing, reportingTo } from './http.ts';
import { dynamoParts } from './parts.ts';

export const LABELLING_VARIABLES = ['DECISIONS_TABLE', 'PROFILES_TABLE'] as const;

export type LabelsSources = {
  readonly environment: Pick<Environment, (typeof LABELLING_VARIABLES)[number]>;
  readonly client: DynamoDBClient;
  readonly nowMs: () => number;
  readonly telemetry: Telemetry;
};

/** The function behind `POST /v1/labels`. It sees decisions that were made this very moment. */
export const labelsFunction = ({ environment, client, nowMs, telemetry }: LabelsSources): HttpHandler => {
  const parts = dynamoParts(client);
  const table = environment.DECISIONS_TABLE;
  const { findDecisions } = createDecisions({ ...parts, table, ttlDays: 0, consistent: true });
  const ports = {
    nowMs,
    findDecisions,
    ...createProfiles({ ...parts, table: environment.PROFILES_TABLE, nowMs }),
    ...createLabels({ ...parts, table }),
    ...reportingTo(telemetry),
  };
  return flushing(createHandler(ports), telemetry);
};
