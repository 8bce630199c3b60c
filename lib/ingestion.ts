import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Stream, StreamConsumer, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';
import type { IngestionConfig } from './config.ts';

export type IngestionProps = IngestionConfig & { readonly key: IKey; readonly alarms: Alarms };

/** The stream of payments, partitioned by the sender's account so that one sender's payments stay in order. */
export class Ingestion extends Construct {
  readonly payments: Stream;
  /** The scoring function's own read pipe, when it has one. */
  readonly consumer?: StreamConsumer;
  readonly environment: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { capacity, retentionHours, enhancedFanOut, key, alarms }: IngestionProps) {
    super(scope, id);
    this.payments = new Stream(this, 'Payments', {
      ...(capacity.mode === 'provisioned'
        ? { streamMode: StreamMode.PROVISIONED, shardCount: capacity.shards }
        : { streamMode: StreamMode.ON_DEMAND }),
      encryption: StreamEncryption.KMS,
      encryptionKey: key,
      retentionPeriod: Duration.hours(retentionHours),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(this.payments, {
      'AwsSolutions-KDS3':
        'Payments are worth a key of our own, whose use can be taken away; data keys are kept for five minutes, so its calls cost little.',
    });
    if (enhancedFanOut)
      this.consumer = new StreamConsumer(this, 'Scoring', { stream: this.payments, streamConsumerName: 'scoring' });
    this.environment = { PAYMENTS_STREAM: this.payments.streamName };
    alarms.raise(this, 'PaymentsThrottled', {
      says: 'Producers are refused because the payment stream is full.',
      runbook: 'Producers are throttled',
      metric: this.payments.metric('WriteProvisionedThroughputExceeded', { statistic: 'Sum', period: FIVE_MINUTES }),
      threshold: 1,
    });
  }

  grantPut(grantee: IGrantable): void {
    this.payments.grantWrite(grantee);
  }

  grantRead(grantee: IGrantable): void {
    this.payments.grantRead(grantee);
  }
}
