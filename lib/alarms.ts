import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export type AlarmsProps = { readonly key: IKey; readonly emails: readonly string[] };

export type AlarmFact = {
  /** What is wrong, in one sentence. */
  readonly says: string;
  /** Heading of docs/runbook.md that tells what to do. */
  readonly runbook: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods of the metric in a row; 1 unless told otherwise. */
  readonly periods?: number;
  /** Fires when the metric is below the threshold rather than at or above it. */
  readonly below?: boolean;
  /** Stays as it is while the metric has no values, rather than end: what is amiss does not mend itself when the traffic stops. */
  readonly staysWithoutData?: boolean;
};

/** Where every stage raises its alarms: one topic tells the operators, and each alarm says which heading of the runbook to read. */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly all: Alarm[] = [];

  constructor(scope: Construct, id: string, { key, emails }: AlarmsProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Sluice operations', masterKey: key, enforceSSL: true });
    this.topic.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.topic.addToResourcePolicy(alarmsMayPublish(this.topic));
    for (const email of emails) this.topic.addSubscription(new EmailSubscription(email));
  }

  /** Raises an alarm within the stage that it watches. */
  raise(stage: Construct, id: string, fact: AlarmFact): void {
    const { says, runbook, metric, threshold, periods = 1, below = false, staysWithoutData = false } = fact;
    const alarm = new Alarm(stage, id, {
      alarmDescription: `${says} What to do: docs/runbook.md#${anchorOf(runbook)}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: staysWithoutData ? TreatMissingData.IGNORE : TreatMissingData.NOT_BREACHING,
    });
    const tell = new SnsAction(this.topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
    this.all.push(alarm);
  }
}

/**
 * Lets the alarms of this account and region tell a topic. By itself a topic allows it, but a policy of its own, such as one that wants TLS,
 * takes the place of what it allows by itself.
 */
const alarmsMayPublish = (topic: Topic): PolicyStatement => {
  const { partition, region, account } = Stack.of(topic);
  return new PolicyStatement({
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
    },
  });
};

export const FIVE_MINUTES = Duration.minutes(5);

/** The anchor that a Markdown heading gets: lower case, words joined by hyphens. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
