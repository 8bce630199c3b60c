import type { KinesisStreamEvent } from 'aws-lambda';
import { kinesisSource } from '../../src/embedded/stream/event-source.ts';
import { PAYMENT_TIME } from './a-payment.ts';

export const SHARD_ID = 'shardId-000000000000';
export const PARTITION_KEY = 'C-ann';

/** A Kinesis batch; each datum is sent as it is when it is text or bytes, else as JSON. */
export const aKinesisEvent = (...data: readonly unknown[]): KinesisStreamEvent => ({
  Records: data.map((datum, position) =>
    kinesisSource('payments').toAwsRecord(
      { position, partitionKey: PARTITION_KEY, data: bytesOf(datum), arrivedAtMs: Date.parse(PAYMENT_TIME) },
      SHARD_ID,
    ),
  ),
});

const bytesOf = (datum: unknown): Buffer => {
  if (datum instanceof Uint8Array) return Buffer.from(datum);
  return Buffer.from(typeof datum === 'string' ? datum : JSON.stringify(datum));
};
