import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createHandler } from '../../../lambdas/watch/handler.ts';
import { decidingParts } from '../../assess/deciding-parts.ts';
import type { Model } from '../../domain/model/model.ts';
import { LABEL_DELAY_DAYS } from '../../read/read-models.ts';
import { recomputer } from '../../verify/recompute.ts';
import { keepWatchIn } from '../../watch/keep-watch.ts';
import { latestDecisions } from '../../watch/latest-decisions.ts';
import type { WatchReport } from '../../watch/watch-report.ts';
import { createBoards } from '../adapters/boards.ts';
import { createDecisions } from '../adapters/decisions.ts';
import { createReadFeed } from '../adapters/feed.ts';
import { readModelDays } from '../adapters/model-days.ts';
import type { Environment } from '../environment.ts';
import { withoutMessage } from '../telemetry/safe-failure.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { dynamoParts } from './parts.ts';

export const WATCHING_VARIABLES = ['DECISIONS_TABLE', 'CONSOLE_TABLE'] as const;

export type WatchSources = {
  readonly environment: Pick<Environment, (typeof WATCHING_VARIABLES)[number]>;
  readonly client: DynamoDBClient;
  readonly model: Model;
  readonly challenger?: Model;
  readonly nowMs: () => number;
  readonly telemetry: Telemetry;
};

/** The function that looks at the models by the clock, and tells what it finds as metrics. */
export const watchFunction = ({
  environment,
  client,
  model,
  challenger,
  nowMs,
  telemetry,
}: WatchSources): (() => Promise<void>) => {
  const parts = dynamoParts(client);
  const table = environment.CONSOLE_TABLE;
  const { findDecisions } = createDecisions({ ...parts, table: environment.DECISIONS_TABLE, ttlDays: 0 });
  const watch = createHandler({
    nowMs,
    champion: model.manifest.version,
    ...(model.reference && { reference: model.reference }),
    labelDelayDays: LABEL_DELAY_DAYS,
    latestDecisions: latestDecisions({ findDecisions, readFeed: createReadFeed({ ...parts, table, findDecisions }) }),
    recompute: recomputer({ parts: decidingParts(model), champion: model, ...(challenger && { challenger }) }),
    readModelDays: (from) => readModelDays({ ...parts, table }, from),
    keepWatch: keepWatchIn(createBoards({ ...parts, table, nowMs })),
    tell: (report) => tellOf(report, telemetry),
  });
  return async () => {
    try {
      await watch();
    } catch (error) {
      telemetry.failed('the models could not be watched', error);
      throw withoutMessage(error);
    } finally {
      telemetry.flush();
    }
  };
};

/** What is not known is not told: a metric without a value raises no alarm. */
const tellOf = (
  { checked, differing, skipped, mostShifted, calibrationRatio }: WatchReport,
  telemetry: Telemetry,
): void => {
  telemetry.info('watched', { checked, differing: differing.length, skipped });
  telemetry.count('replayChecked', checked);
  telemetry.count('replayDiffering', differing.length);
  if (mostShifted !== null) telemetry.count('mostShifted', mostShifted.stability);
  if (calibrationRatio !== null) telemetry.count('calibrationOff', Math.max(calibrationRatio, 1 / calibrationRatio));
};
