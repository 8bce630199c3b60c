import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';

export type FailureQueueProps = {
  readonly key: IKey;
  readonly alarms: Alarms;
  /** What it means that a message stays in it, in one sentence. */
  readonly says: string;
  /** Time-out of the function that reads it, where one does. */
  readonly readForSeconds?: number;
};

/** As AWS advises for a queue that a function reads: six times its time-out. */
const VISIBILITY_FACTOR = 6;
/** What a function handles is gone within seconds: what is still held a quarter of an hour later came back and was taken again. */
const PERIODS_HELD = 3;

/** Where an event source mapping leaves the position of a batch that it gave up, for 14 days. */
export class FailureQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { key, alarms, says, readForSeconds }: FailureQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...(readForSeconds !== undefined && { visibilityTimeout: Duration.seconds(VISIBILITY_FACTOR * readForSeconds) }),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(this.queue, { 'AwsSolutions-SQS3': 'This queue is the dead-letter queue of an event source mapping.' });
    alarms.raise(this, 'NotEmpty', {
      says,
      runbook: 'A batch was given up',
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      threshold: 1,
    });
    if (readForSeconds !== undefined)
      alarms.raise(this, 'Held', {
        says,
        runbook: 'A batch was given up',
        // Lambda takes a message again as soon as it can be seen, so one that fails for ever is hardly ever visible.
        metric: this.queue.metricApproximateNumberOfMessagesNotVisible({ period: FIVE_MINUTES, statistic: 'Maximum' }),
        threshold: 1,
        periods: PERIODS_HELD,
      });
  }
}
