import type { DynamoDBStreamEvent, KinesisStreamEvent } from 'aws-lambda';
import type { Payment } from '../../../src/domain/payment/payment.ts';
import type { Change } from './table.ts';

const STREAM_ARN = 'arn:aws:dynamodb:eu-west-1:000000000000:table/decisions/stream/1';

/** Records of the payment stream, as Kinesis hands them to a function. */
export const kinesisEvent = (texts: readonly string[], firstSequence = 1): KinesisStreamEvent => ({
  Records: texts.map((text, at) => ({
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: 'p',
      sequenceNumber: String(firstSequence + at),
      data: Buffer.from(text).toString('base64'),
      approximateArrivalTimestamp: 1_700_000_000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `shardId-000000000000:${firstSequence + at}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: 'arn:aws:iam::000000000000:role/decide',
    awsRegion: 'eu-west-1',
    eventSourceARN: 'arn:aws:kinesis:eu-west-1:000000000000:stream/payments',
  })),
});

export const paymentEvent = (payments: readonly Payment[], firstSequence = 1): KinesisStreamEvent =>
  kinesisEvent(
    payments.map((payment) => JSON.stringify(payment)),
    firstSequence,
  );

/** Changes of the decisions' table, as its stream hands them to a function with a tumbling window. */
export const changeEvent = (
  changes: readonly Change[],
  { firstSequence = 1, shardId = 'shard-1' }: { readonly firstSequence?: number; readonly shardId?: string } = {},
): DynamoDBStreamEvent & { readonly shardId: string } => ({
  shardId,
  Records: changes.map(({ eventName, image }, at) => ({
    eventID: `event-${firstSequence + at}`,
    eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-west-1',
    dynamodb: {
      ApproximateCreationDateTime: 1_700_000_000,
      Keys: { id: { S: image['id']?.S ?? '' } },
      NewImage: Object.fromEntries(Object.entries(image).map(([name, value]) => [name, attributeOf(value)])),
      SequenceNumber: String(firstSequence + at),
      SizeBytes: 0,
      StreamViewType: 'NEW_IMAGE',
    },
    eventSourceARN: STREAM_ARN,
  })),
});

const attributeOf = ({ S, N, B, BOOL }: Change['image'][string]) => {
  if (S !== undefined) return { S };
  if (N !== undefined) return { N };
  return B === undefined ? { BOOL: BOOL === true } : { B };
};
