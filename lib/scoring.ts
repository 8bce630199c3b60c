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
  readonly rescue: ServiceFunction;

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
    this.decide = new ServiceFunction(this, 'Decide', {
      ...common,
      name: 'decide',
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: { ...common.environment, ...model.batchEnvironment },
    });
    this.score = new ServiceFunction(this, 'Score', { ...common, name: 'score' });
    for (const each of [this.decide, this.score]) {
      storage.grantDecide(each);
      model.grantInvoke(each);
    }
    storage.grantConsole(this.decide);
    this.rescue = this.#follow(props);
    this.#watch(props);
  }

  /** Answers with the function that brings what was given up to quarantine. */
  #follow(props: ScoringProps): ServiceFunction {
    const { ingestion, ...settings } = props;
    const { queue, rescue } = new Rescue(this, 'Failures', props);
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
    return rescue;
  }

  #watch({ alarms, ingestion }: ScoringProps): void {
    alarms.raise(this, 'Late', {
      says: 'Payments wait more than a minute on the stream before they are decided.',
      runbook: 'Payments are decided late',
      // A consumer with a read pipe of its own makes no GetRecords calls; its function tells the age of what it is given.
      metric: ingestion.consumer
        ? this.decide.metric('IteratorAge', { period: FIVE_MINUTES, statistic: 'Maximum' })
        : ingestion.payments.metricGetRecordsIteratorAgeMilliseconds({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      threshold: 60_000,
    });
    alarms.raise(this, 'Failing', {
      says: 'One in twenty batches of payments fails and is tried again.',
      runbook: 'Deciding fails',
      // Lambda counts 1 for a call that failed and 0 for one that did not: the average is the rate.
      metric: this.decide.metricErrors({ statistic: 'Average', period: FIVE_MINUTES }),
      threshold: 0.05,
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
    alarms.raise(this, 'Quarantined', {
      says: 'Records that could not be decided are in quarantine.',
      runbook: 'Records are in quarantine',
      metric: this.decide.ownMetric(COUNTS.quarantineDepth).with({ statistic: 'Maximum' }),
      threshold: 1,
      staysWithoutData: true,
    });
    this.#watchLadder(this.decide, '', alarms);
    this.#watchLadder(this.score, 'Api', alarms);
  }

  /** A call now and then that takes the next rung is what the ladder is for: half of a quarter of an hour is not. */
  #watchLadder(by: ServiceFunction, prefix: string, alarms: Alarms): void {
    alarms.raise(this, `${prefix}Degraded`, {
      says: `For 15 minutes half of the payments or more have been decided without the best of the ladder (${by.service}).`,
      runbook: 'Scoring is degraded',
      metric: by.ownMetric(COUNTS.degradedShare).with({ statistic: 'Average' }),
      threshold: 0.5,
      periods: 3,
      staysWithoutData: true,
    });
    alarms.raise(this, `${prefix}RulesFailing`, {
      says: `Payments are decided without some of the rules, or all (${by.service}).`,
      runbook: 'Rules fail',
      metric: by.ownMetric(COUNTS.rulesFailed),
      threshold: 1,
    });
  }
}
