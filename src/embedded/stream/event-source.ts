import type { AttributeValue, DynamoDBRecord, KinesisStreamRecord } from 'aws-lambda';
import type { StoredRecord } from './frame.ts';
import { dynamoSequence, kinesisSequence } from './sequence.ts';

/** Shapes the records of a stream as an AWS event source would send them; the event is `{ Records: [...] }`. */
export type EventSource<AwsRecord> = {
  readonly sequenceOf: (position: number) => string;
  readonly toAwsRecord: (record: StoredRecord, shardId: string) => AwsRecord;
  /** What a failure record calls the batch, and the stream it is of. */
  readonly batchInfoName: 'KinesisBatchInfo' | 'DDBStreamBatchInfo';
  readonly streamArn: string;
};

/** Stands where AWS has a region and an account. */
const ARN_PLACE = 'local:000000000000';

/** Records as Kinesis sends them. */
export const kinesisSource = (streamName: string): EventSource<KinesisStreamRecord> => {
  const streamArn = `arn:aws:kinesis:${ARN_PLACE}:stream/${streamName}`;
  return {
    sequenceOf: kinesisSequence,
    batchInfoName: 'KinesisBatchInfo',
    streamArn,
    toAwsRecord: ({ position, partitionKey, data, arrivedAtMs }, shardId) => {
      const sequenceNumber = kinesisSequence(position);
      return {
        kinesis: {
          kinesisSchemaVersion: '1.0',
          partitionKey,
          sequenceNumber,
          data: data.toString('base64'),
          approximateArrivalTimestamp: arrivedAtMs / 1000,
        },
        eventSource: 'aws:kinesis',
        eventVersion: '1.0',
        eventID: `${shardId}:${sequenceNumber}`,
        eventName: 'aws:kinesis:record',
        invokeIdentityArn: `arn:aws:iam::000000000000:role/local`,
        awsRegion: 'local',
        eventSourceARN: streamArn,
      };
    },
  };
};

export type DynamoSourceOptions = {
  readonly tableName: string;
  readonly keyNames: readonly string[];
  /** The new image of the item that a record's data names. Throws when there is none, and the batch is tried again. */
  readonly imageOf: (reference: string) => Readonly<Record<string, AttributeValue>>;
};

/** Records as the stream of a DynamoDB table sends them for new items; the stream holds only references to the items. */
export const dynamoSource = ({ tableName, keyNames, imageOf }: DynamoSourceOptions): EventSource<DynamoDBRecord> => {
  const streamArn = `arn:aws:dynamodb:${ARN_PLACE}:table/${tableName}/stream/local`;
  return {
    sequenceOf: dynamoSequence,
    batchInfoName: 'DDBStreamBatchInfo',
    streamArn,
    toAwsRecord: ({ position, data, arrivedAtMs }, shardId) => {
      const image = imageOf(data.toString());
      const SequenceNumber = dynamoSequence(position);
      return {
        eventID: `${shardId}:${SequenceNumber}`,
        eventName: 'INSERT',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: 'local',
        dynamodb: {
          ApproximateCreationDateTime: Math.floor(arrivedAtMs / 1000),
          Keys: Object.fromEntries(keyNames.map((name) => [name, image[name]])),
          NewImage: { ...image },
          SequenceNumber,
          StreamViewType: 'NEW_IMAGE',
        },
        eventSourceARN: streamArn,
      };
    },
  };
};
