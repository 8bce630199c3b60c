import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisConsumerEventSource, KinesisEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';
import type { MonitoringConfig, ScoringConfig } from './config.ts';
import type { Ingestion } from './ingestion.ts';
import { COUNTS } from './metrics.ts';
import type { ModelEndpoint } from './model.ts';
import { Rescue } from './rescue.ts';
import { ServiceFunction } from './service-function.ts';
import type { Storage } from './storage.ts';

export type ScoringProps = ScoringConfig & {
  readonly key: IKey;
  readonly alarms: Alarms;
  readonly ingestion: Ingestion;
  readonly model: ModelEndpoint;
  readonly storage: Storage;
  readonly decisionTtlDays: number;
  readonly monitoring: MonitoringConfig;
};

const TIMEOUT_SECONDS = 60;

/** Decides the payments of the stream in batches, and those of `POST /v1/score` one by one; both are the same code. */
export class Scoring extends Construct {
  readonly decide: ServiceFunction;
  readonly score: ServiceFunction;

  constructor(scope: Construct, id: string, props: ScoringProps) {
    super(scope, id);
    const { key, storage, model, memoryMb, decisionTtlDays, monitoring } = props;
    const common = {
      key,
      memoryMb,
      withModel: true,
      logRetentionDays: monitoring.logRetentionDays,
      environment: { ...storage.environment, ...model.environment, DECISION_TTL_DAYS: String(decisionTtlDays) },
    };
    this.decide = new ServiceFunction(this, 'Decide', { ...common, name: 'decide', timeoutSeconds: TIMEOUT_SECONDS });
    this.score = new ServiceFunction(this, 'Score', { ...common, name: 'score' });
    for (const each of [this.decide, this.score]) {
      storage.grantDecide(each);
      model.grantInvoke(each);
    }
    storage.grantConsole(this.decide);
    this.#follow(props);
    this.#watch(props);
  }

  #follow(props: ScoringProps): void {
    const { ingestion, ...settings } = props;
    const { queue } = new Rescue(this, 'Failures', props);
    const source = {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: settings.batchSize,
      maxBatchingWindow: Duration.seconds(settings.batchWindowSeconds),
      parallelizationFactor: settings.parallelization,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: settings.retries,
      maxRecordAge: Duration.hours(settings.maxAgeHours),
      onFailure: new SqsDlq(queue),
    };
    const { consumer, payments } = ingestion;
    this.decide.addEventSource(
      consumer ? new KinesisConsumerEventSource(consumer, source) : new KinesisEventSource(payments, source),
    );
  }

  #watch({ alarms, ingestion }: ScoringProps): void {
    alarms.raise(this, 'Late', {
      says: 'Payments wait more than a minute on the stream before they are decided.',
      runbook: 'Payments are decided late',
      metric: ingestion.payments.metricGetRecordsIteratorAgeMilliseconds({
        period: FIVE_MINUTES,
        statistic: 'Maximum',
      }),
      threshold: 60_000,
    });
    alarms.raise(this, 'Failing', {
      says: 'Batches of payments fail and are tried again.',
      runbook: 'Deciding fails',
      metric: this.decide.metricErrors({ period: FIVE_MINUTES }),
      threshold: 3,
    });
    alarms.raise(this, 'DecideThrottled', {
      says: 'Lambda refuses to run the deciding function as often as the stream asks.',
      runbook: 'A function is throttled',
      metric: this.decide.metricThrottles({ period: FIVE_MINUTES }),
      threshold: 1,
    });
    alarms.raise(this, 'Slow', {
      says: 'One in a hundred calls of POST /v1/score takes 300 ms or more.',
      runbook: 'Scoring is slow',
      metric: this.score.metricDuration({ statistic: 'p99', period: FIVE_MINUTES }),
      threshold: 300,
      periods: 3,
    });
    alarms.raise(this, 'Degraded', {
      says: 'For 15 minutes payments have been scored by a lower rung than the first one configured.',
      runbook: 'Scoring is degraded',
      metric: this.decide.ownMetric(COUNTS.degraded),
      threshold: 1,
      periods: 3,
    });
    alarms.raise(this, 'Quarantined', {
      says: 'Records that can never be decided were put in quarantine.',
      runbook: 'Records are in quarantine',
      metric: this.decide.ownMetric(COUNTS.quarantined),
      threshold: 1,
    });
  }
}
