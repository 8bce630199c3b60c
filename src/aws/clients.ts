import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { SNSClient } from '@aws-sdk/client-sns';

/**
 * A lost connection or a silent service fails within a second and is tried again, well before the function itself runs out of time. Region,
 * credentials and addresses are the SDK's own to find.
 */
const CALLS = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 500, requestTimeout: 3_000, throwOnRequestTimeout: true },
} as const satisfies DynamoDBClientConfig;

export const createDynamoClient = (): DynamoDBClient => new DynamoDBClient(CALLS);
export const createFirehoseClient = (): FirehoseClient => new FirehoseClient(CALLS);
export const createKinesisClient = (): KinesisClient => new KinesisClient(CALLS);
export const createSnsClient = (): SNSClient => new SNSClient(CALLS);
