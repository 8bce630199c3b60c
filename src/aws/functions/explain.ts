import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createHandler } from '../../../lambdas/explain/handler.ts';
import type { HttpHandler } from '../../api/http.ts';
import { decidingParts } from '../../assess/deciding-parts.ts';
import type { Model } from '../../domain/model/model.ts';
import { explainingOf } from '../../explain/explaining.ts';
import { createDecisions } from '../adapters/decisions.ts';
import { createProfiles } from '../adapters/profiles.ts';
import type { Environment } from '../environment.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { flushing, reportingTo } from './http.ts';
import { dynamoParts } from './parts.ts';

export const EXPLAINING_VARIABLES = ['DECISIONS_TABLE', 'PROFILES_TABLE'] as const;

export type ExplainSources = {
  readonly environment: Pick<Environment, (typeof EXPLAINING_VARIABLES)[number]>;
  readonly client: DynamoDBClient;
  readonly model: Model;
  readonly nowMs: () => number;
  readonly telemetry: Telemetry;
};

/** The function behind `GET /v1/payments/{id}/explanation`. */
export const explainFunction = ({ environment, client, model, nowMs, telemetry }: ExplainSources): HttpHandler => {
  const parts = dynamoParts(client);
  const explaining = explainingOf(model, decidingParts(model));
  const ports = {
    findDecisions: createDecisions({ ...parts, table: environment.DECISIONS_TABLE, ttlDays: 0 }).findDecisions,
    readProfiles: createProfiles({ ...parts, table: environment.PROFILES_TABLE, nowMs }).readProfiles,
    explaining: () => explaining,
  };
  return flushing(createHandler({ ...ports, ...reportingTo(telemetry) }), telemetry);
};
