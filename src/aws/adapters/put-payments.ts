import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { PutPayments } from '../../ports.ts';
import { createPutRecords } from './put-records.ts';

/** Payments onto a Kinesis stream, partitioned by sender. */
export const createPutPayments = (client: KinesisClient, streamName: string): PutPayments => {
  const putRecords = createPutRecords(client, streamName);
  return (payments) =>
    putRecords(payments.map((payment) => ({ partitionKey: payment.sender.account, data: JSON.stringify(payment) })));
};
