import type { IKey } from 'aws-cdk-lib/aws-kms';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { MonitoringConfig } from './config.ts';
import { FailureQueue } from './failure-queue.ts';
import type { Ingestion } from './ingestion.ts';
import { ServiceFunction } from './service-function.ts';
import type { Storage } from './storage.ts';

export type RescueProps = {
  readonly key: IKey;
  readonly alarms: Alarms;
  readonly ingestion: Ingestion;
  readonly storage: Storage;
  readonly monitoring: MonitoringConfig;
};

const TIMEOUT_SECONDS = 60;

/** Where batches of payments go that were given up: a queue of their places, and a function that fetches the records into quarantine while the stream has them. */
export class Rescue extends Construct {
  readonly queue: Queue;
  readonly rescue: ServiceFunction;

  constructor(scope: Construct, id: string, { key, alarms, ingestion, storage, monitoring }: RescueProps) {
    super(scope, id);
    this.queue = new FailureQueue(this, 'Queue', {
      key,
      alarms,
      says: 'A batch of payments was given up after all its retries, and could not be brought to quarantine.',
      readForSeconds: TIMEOUT_SECONDS,
    }).queue;
    this.rescue = new ServiceFunction(this, 'Function', {
      key,
      name: 'rescue',
      timeoutSeconds: TIMEOUT_SECONDS,
      logRetentionDays: monitoring.logRetentionDays,
      environment: { ...ingestion.environment, CONSOLE_TABLE: storage.console.tableName },
    });
    storage.grantConsole(this.rescue);
    ingestion.grantRead(this.rescue);
    this.rescue.addEventSource(new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true }));
  }
}
