import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, type DynamoEventSourceProps, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SmsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';
import type { Archive } from './archive.ts';
import type { AlertsConfig, FanOutConfig, MonitoringConfig } from './config.ts';
import { FailureQueue } from './failure-queue.ts';
import { COUNTS } from './metrics.ts';
import { ServiceFunction } from './service-function.ts';
import type { Storage } from './storage.ts';

export type FanOutProps = FanOutConfig & {
  readonly key: IKey;
  readonly alarms: Alarms;
  readonly storage: Storage;
  readonly archive: Archive;
  readonly alerts: AlertsConfig;
  readonly monitoring: MonitoringConfig;
};

const INSERTED = FilterRule.isEqual('INSERT');
const FLAGGED = FilterRule.or('review', 'block');
const TALLY_WINDOW_SECONDS = 60;
const KEEP_TRYING_HOURS = 23;

/**
 * What follows a decision: alerts of those held or blocked, and the boards and the archive of all. Two functions, because more readers
 * than two of a shard of a DynamoDB stream throttle each other.
 */
export class FanOut extends Construct {
  readonly topic: Topic;
  readonly tally: ServiceFunction;
  readonly alert: ServiceFunction;

  constructor(scope: Construct, id: string, props: FanOutProps) {
    super(scope, id);
    const { key, storage, archive, monitoring } = props;
    this.topic = this.#topicOf(props);
    const common = { key, logRetentionDays: monitoring.logRetentionDays, timeoutSeconds: 60 };
    this.alert = new ServiceFunction(this, 'Alert', {
      ...common,
      name: 'alert',
      environment: { ...storage.environment, ALERTS_TOPIC_ARN: this.topic.topicArn },
    });
    this.tally = new ServiceFunction(this, 'Tally', {
      ...common,
      name: 'tally',
      withModel: true,
      environment: { ...storage.environment, ...archive.environment },
    });
    storage.grantConsole(this.alert);
    storage.grantConsole(this.tally);
    archive.grantPut(this.tally);
    this.topic.grantPublish(this.alert);
    this.#follow(props);
    this.#watch(props);
  }

  #topicOf({ key, alerts: { emails, phones } }: FanOutProps): Topic {
    const topic = new Topic(this, 'Alerts', { displayName: 'Sluice', masterKey: key, enforceSSL: true });
    topic.applyRemovalPolicy(RemovalPolicy.DESTROY);
    for (const email of emails) topic.addSubscription(new EmailSubscription(email));
    // A text message wakes somebody, so only what was blocked is worth one.
    const filterPolicy = { outcome: SubscriptionFilter.stringFilter({ allowlist: ['block'] }) };
    for (const phone of phones) topic.addSubscription(new SmsSubscription(phone, { filterPolicy }));
    return topic;
  }

  #follow({ storage, key, alarms, boardBatchSize, boardSeconds }: FanOutProps): void {
    const { queue } = new FailureQueue(this, 'Failures', {
      key,
      alarms,
      says: 'A batch of decisions to be alerted or counted was given up after all its retries.',
    });
    const common = {
      startingPosition: StartingPosition.TRIM_HORIZON,
      bisectBatchOnError: true,
      // A DynamoDB stream keeps a day: trying until just before its end loses nothing that a shorter limit would save.
      maxRecordAge: Duration.hours(KEEP_TRYING_HOURS),
      onFailure: new SqsDlq(queue),
    } satisfies Partial<DynamoEventSourceProps>;
    this.alert.addEventSource(
      new DynamoEventSource(storage.decisions, {
        ...common,
        batchSize: 100,
        reportBatchItemFailures: true,
        filters: [FilterCriteria.filter({ eventName: INSERTED, dynamodb: { NewImage: { outcome: { S: FLAGGED } } } })],
      }),
    );
    this.tally.addEventSource(
      new DynamoEventSource(storage.decisions, {
        ...common,
        batchSize: boardBatchSize,
        // A window makes Lambda say which shard a batch is of, and the boards keep one high-water mark for each shard.
        tumblingWindow: Duration.seconds(TALLY_WINDOW_SECONDS),
        maxBatchingWindow: Duration.seconds(boardSeconds),
        filters: [
          FilterCriteria.filter({
            eventName: INSERTED,
            dynamodb: { NewImage: { outcome: { S: FilterRule.exists() } } },
          }),
          FilterCriteria.filter({
            eventName: FilterRule.or('INSERT', 'MODIFY'),
            dynamodb: { NewImage: { label: { S: FilterRule.exists() } } },
          }),
        ],
      }),
    );
  }

  #watch({ alarms, monitoring }: FanOutProps): void {
    alarms.raise(this, 'AlertsFailing', {
      says: 'The function that alerts of held or blocked payments ends in an error.',
      runbook: 'Alerts are not sent',
      metric: this.alert.metricErrors({ period: FIVE_MINUTES }),
      threshold: 1,
    });
    alarms.raise(this, 'AlertsRefused', {
      says: 'Alerts of held or blocked payments cannot be sent.',
      runbook: 'Alerts are not sent',
      // Lambda counts no error where a function itself tells which of its records failed.
      metric: this.alert.ownMetric(COUNTS.failures),
      threshold: 1,
    });
    alarms.raise(this, 'AlertsUnconfirmed', {
      says: 'An alert may or may not have gone out.',
      runbook: 'Alerts are not sent',
      metric: this.alert.ownMetric(COUNTS.alertsUnconfirmed),
      threshold: 1,
    });
    alarms.raise(this, 'ManyAlerts', {
      says: 'More payments are held or blocked than people can look at.',
      runbook: 'Too many alerts',
      metric: this.alert.ownMetric(COUNTS.alertsSent),
      threshold: monitoring.mostAlertsInFiveMinutes,
    });
    alarms.raise(this, 'BoardsLate', {
      says: 'The dashboard and the archive are more than five minutes behind.',
      runbook: 'The dashboard is behind',
      metric: this.tally.metric('IteratorAge', { statistic: 'Maximum', period: FIVE_MINUTES }),
      threshold: 300_000,
    });
  }
}
