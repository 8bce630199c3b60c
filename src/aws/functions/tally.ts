import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { createHandler } from '../../../lambdas/tally/handler.ts';
import { createBoards } from '../adapters/boards.ts';
import { compactTallies } from '../compact-tallies.ts';
import type { Environment } from '../environment.ts';
import { shardOf } from '../shard-of.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { withTelemetry } from '../telemetry/with-telemetry.ts';
import { dynamoParts } from './parts.ts';

export type TallySources = {
  readonly environment: Pick<Environment, 'CONSOLE_TABLE'>;
  readonly client: DynamoDBClient;
  readonly nowMs: () => number;
  readonly telemetry: Telemetry;
};

/** What Lambda wants back from a function with a tumbling window; ours keeps no state in it, and has it for the shard's name alone. */
type WindowAnswer = { readonly state: Readonly<Record<string, never>> };

/** The function that counts the change stream into boards. When it meets a shard for the first time it also merges the tallies of old ones. */
export const tallyFunction = (sources: TallySources): ((event: DynamoDBStreamEvent) => Promise<WindowAnswer>) => {
  const { environment, client, nowMs, telemetry } = sources;
  const parts = { ...dynamoParts(client), table: environment.CONSOLE_TABLE, nowMs };
  const count = createHandler({ ...createBoards(parts), shardOf });
  const met = new Set<string>();
  const tally = async (event: DynamoDBStreamEvent): Promise<WindowAnswer> => {
    await count(event);
    if (!met.has(shardOf(event))) {
      met.add(shardOf(event));
      await compactTallies(parts);
    }
    return { state: {} };
  };
  return withTelemetry('counted', tally, telemetry);
};
