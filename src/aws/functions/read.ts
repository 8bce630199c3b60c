import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createHandler } from '../../../lambdas/read/handler.ts';
import type { HttpHandler } from '../../api/http.ts';
import type { Rung, Versions } from '../../domain/decision/decision.ts';
import type { KnownModels } from '../../read/models-with.ts';
import { createDecisions } from '../adapters/decisions.ts';
import { createLabels } from '../adapters/labels.ts';
import { createProfiles } from '../adapters/profiles.ts';
import { createCountQuarantined } from '../adapters/quarantine.ts';
import { createReads } from '../adapters/reads.ts';
import type { Environment } from '../environment.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { flushing, reportingTo } from './http.ts';
import { dynamoParts } from './parts.ts';

export const READING_VARIABLES = ['DECISIONS_TABLE', 'PROFILES_TABLE', 'CONSOLE_TABLE', 'MODEL_ENDPOINT'] as const;

export type ReadSources = {
  readonly environment: Pick<Environment, (typeof READING_VARIABLES)[number]>;
  readonly client: DynamoDBClient;
  readonly versions: Versions;
  readonly firstRung: Rung;
  readonly models: KnownModels;
  readonly nowMs: () => number;
  readonly telemetry: Telemetry;
};

/** The function behind all that is read. */
export const readFunction = ({
  environment,
  client,
  versions,
  firstRung,
  models,
  nowMs,
  telemetry,
}: ReadSources): HttpHandler => {
  const parts = dynamoParts(client);
  const [decisions, table] = [environment.DECISIONS_TABLE, environment.CONSOLE_TABLE];
  const reads = createReads({
    ...parts,
    table,
    nowMs,
    versions,
    firstRung,
    models,
    findDecisions: createDecisions({ ...parts, table: decisions, ttlDays: 0 }).findDecisions,
    findLabels: createLabels({ ...parts, table: decisions }).findLabels,
    readProfiles: createProfiles({ ...parts, table: environment.PROFILES_TABLE, nowMs }).readProfiles,
    countQuarantined: createCountQuarantined({ ...parts, table }),
  });
  return flushing(createHandler({ ...reads, ...reportingTo(telemetry) }), telemetry);
};
