import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FirehoseClient } from '@aws-sdk/client-firehose';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { createHandler } from '../../../lambdas/tally/handler.ts';
import type { Reference } from '../../domain/drift/reference.ts';
import { archiveChanges } from '../../fan-out/archive-changes.ts';
import { createBoards } from '../adapters/boards.ts';
import { createPutRows } from '../adapters/put-rows.ts';
import { compactTallies } from '../compact-tallies.ts';
import type { Environment } from '../environment.ts';
import { shardOf } from '../shard-of.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { withTelemetry } from '../telemetry/with-telemetry.ts';
import { dynamoParts } from './parts.ts';

export const TALLYING_VARIABLES = ['CONSOLE_TABLE', 'ARCHIVE_STREAM'] as const;

export type TallySources = {
  readonly environment: Pick<Environment, (typeof TALLYING_VARIABLES)[number]>;
  readonly client: DynamoDBClient;
  readonly firehose: FirehoseClient;
  /** What drift is counted by. */
  readonly reference?: Reference;
  readonly nowMs: () => number;
  readonly telemetry: Telemetry;
};

/** What Lambda wants back from a function with a tumbling window; ours keeps no state in it, and has it for the shard's name alone. */
type WindowAnswer = { readonly state: Readonly<Record<string, never>> };

/**
 * The function that counts the change stream into boards, and then archives it: a shard bears two readers, and alerts have the other. When the
 * archive refuses, the batch comes again; the boards count nothing twice. A shard met for the first time has the tallies of old ones merged.
 */
export const tallyFunction = (sources: TallySources): ((event: DynamoDBStreamEvent) => Promise<WindowAnswer>) => {
  const { environment, client, firehose, reference, nowMs, telemetry } = sources;
  const parts = { ...dynamoParts(client), table: environment.CONSOLE_TABLE, nowMs };
  const count = createHandler({ ...createBoards(parts), ...(reference && { reference }), shardOf });
  const archive = { putRows: createPutRows(firehose, environment.ARCHIVE_STREAM) };
  const met = new Set<string>();
  const tally = async (event: DynamoDBStreamEvent): Promise<WindowAnswer> => {
    await count(event);
    await archiveChanges(event.Records, archive);
    if (!met.has(shardOf(event))) {
      met.add(shardOf(event));
      await compactTallies(parts);
    }
    return { state: {} };
  };
  return withTelemetry('counted', tally, telemetry);
};
