import { alertFunction } from '../../../src/aws/functions/alert.ts';
import { decideFunction } from '../../../src/aws/functions/decide.ts';
import { tallyFunction } from '../../../src/aws/functions/tally.ts';
import { watchFunction } from '../../../src/aws/functions/watch.ts';
import { scoringOf } from '../../../src/aws/scoring.ts';
import { createTelemetry } from '../../../src/aws/telemetry/telemetry.ts';
import type { Model } from '../../../src/domain/model/model.ts';
import { aModel } from './a-model.ts';
import type { FakeAws } from './fake-aws.ts';
import { TABLES } from './fake-dynamo.ts';

export const ENVIRONMENT = {
  ...TABLES,
  ARCHIVE_STREAM: 'archive',
  PAYMENTS_STREAM: 'payments',
  ALERTS_TOPIC_ARN: 'arn:aws:sns:eu-west-1:000000000000:alerts',
  MODEL_ENDPOINT: '',
  MODEL_BUDGET_MS: 100,
  DECISION_TTL_DAYS: 365,
  POWERTOOLS_SERVICE_NAME: 'sluice',
  POWERTOOLS_METRICS_NAMESPACE: 'Sluice-prod',
} as const;

const MODEL = aModel();

/** The functions of the stream over stand-ins for AWS, composed as their index.ts composes them. */
export const streamFunctions = (
  aws: Pick<FakeAws, 'client' | 'firehose' | 'sns'>,
  {
    nowMs = () => Date.now(),
    model = MODEL,
    challenger,
    service = ENVIRONMENT.POWERTOOLS_SERVICE_NAME,
  }: {
    readonly nowMs?: () => number;
    readonly model?: Model;
    readonly challenger?: Model;
    readonly service?: string;
  } = {},
) => {
  const sources = {
    environment: ENVIRONMENT,
    client: aws.client,
    firehose: aws.firehose,
    sns: aws.sns,
    nowMs,
    telemetry: createTelemetry({ ...ENVIRONMENT, POWERTOOLS_SERVICE_NAME: service }),
  };
  return {
    decide: decideFunction({ ...sources, model, ...(challenger && { challenger }), ...scoringOf(ENVIRONMENT, model) }),
    tally: tallyFunction({ ...sources, ...(model.reference && { reference: model.reference }) }),
    watch: watchFunction({ ...sources, model, ...(challenger && { challenger }) }),
    alert: alertFunction(sources),
  };
};
