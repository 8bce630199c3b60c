import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDecider } from '../../assess/decider.ts';
import { decidingParts } from '../../assess/deciding-parts.ts';
import type { Model } from '../../domain/model/model.ts';
import type { AssessPorts, ScoreRows } from '../../ports.ts';
import { shadowing } from '../../scoring/shadowing.ts';
import { createDecisions } from '../adapters/decisions.ts';
import { createProfiles } from '../adapters/profiles.ts';
import type { Environment } from '../environment.ts';
import { observeDecisions } from '../telemetry/observe-deciding.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { dynamoParts } from './parts.ts';

export const DECIDING_VARIABLES = ['DECISIONS_TABLE', 'PROFILES_TABLE', 'DECISION_TTL_DAYS'] as const;

export type DecidingSources = {
  readonly environment: Pick<Environment, (typeof DECIDING_VARIABLES)[number]>;
  readonly client: DynamoDBClient;
  readonly model: Model;
  /** Scores in the model's shadow, without a say. */
  readonly challenger?: Model;
  readonly scoreRows: ScoreRows;
  readonly nowMs: () => number;
  readonly telemetry: Telemetry;
};

/** What deciding needs, over DynamoDB; shared by the API's scoring and the stream's. */
export const decidingPorts = (sources: DecidingSources): AssessPorts => {
  const { environment, client, model, challenger, scoreRows, nowMs, telemetry } = sources;
  const { get, execute } = dynamoParts(client);
  const decisions = createDecisions({
    table: environment.DECISIONS_TABLE,
    ttlDays: environment.DECISION_TTL_DAYS,
    get,
    execute,
  });
  return {
    nowMs,
    ...shadowing(
      { decide: createDecider(decidingParts(model, { nowMs })), scoreRows },
      {
        ...(challenger && { challenger }),
        clockMs: () => performance.now(),
        onMissed: (rows) => telemetry.count('shadowMissed', rows),
      },
    ),
    ...decisions,
    recordDecisions: observeDecisions(decisions.recordDecisions, telemetry),
    ...createProfiles({ table: environment.PROFILES_TABLE, get, execute, nowMs }),
  };
};
