import { Readable } from 'node:stream';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { SNSClient } from '@aws-sdk/client-sns';
import { createDynamo, type Fault } from './fake-dynamo.ts';

export type Published = Readonly<Record<string, string>>;
export type PutRecord = { readonly PartitionKey: string; readonly Data: string };

/** What a test makes go wrong in the next calls of an operation, each once. */
export type Faults = Record<string, Fault[]>;

type Request = { readonly headers: Readonly<Record<string, string>>; readonly body?: unknown };

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * The services behind the real SDK: a request handler that answers DynamoDB's, Kinesis', Firehose's and SNS' protocols from memory, and counts calls and the
 * units that DynamoDB would bill. Item sizes and units are as in the DynamoDB developer guide ("Read and write operations").
 */
export const createFakeAws = () => {
  const faults: Faults = {};
  const dynamo = createDynamo();
  const calls: Record<string, number> = {};
  const records: PutRecord[] = [];
  /** What Firehose was given, record by record. */
  const archived: Buffer[] = [];
  const published: Published[] = [];
  const counted = (operation: string): void => {
    calls[operation] = (calls[operation] ?? 0) + 1;
  };
  const faultOf = (operation: string): Fault | undefined => faults[operation]?.shift();

  const answer = (request: Request): readonly [number, string] => {
    const body = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body as Uint8Array);
    const target = request.headers['x-amz-target'];
    if (target === undefined) return publish(body);
    const operation = target.split('.')[1];
    counted(operation);
    const fault = faultOf(operation);
    if (fault?.error !== undefined) return failed(fault.error, fault.message);
    if (operation === 'PutRecords')
      return [200, JSON.stringify(putRecords(JSON.parse(body).Records, fault?.refuse ?? 0))];
    if (operation === 'PutRecordBatch')
      return [200, JSON.stringify(archive(JSON.parse(body).Records, fault?.refuse ?? 0))];
    const [status, value] = dynamo.answer(operation, JSON.parse(body), fault);
    return [status, JSON.stringify(value)];
  };

  const putRecords = (batch: readonly PutRecord[], refuse: number) => ({
    FailedRecordCount: Math.min(refuse, batch.length),
    Records: batch.map((record, at) => {
      if (at < refuse) return { ErrorCode: 'ProvisionedThroughputExceededException', ErrorMessage: 'slow down' };
      records.push(record);
      return { SequenceNumber: String(records.length), ShardId: 'shardId-0' };
    }),
  });

  const archive = (batch: readonly { readonly Data: string }[], refuse: number) => ({
    FailedPutCount: Math.min(refuse, batch.length),
    RequestResponses: batch.map(({ Data }, at) => {
      if (at < refuse) return { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'slow down' };
      archived.push(Buffer.from(Data, 'base64'));
      return { RecordId: String(archived.length) };
    }),
  });

  const publish = (body: string): readonly [number, string] => {
    counted('Publish');
    const fault = faultOf('Publish');
    if (fault?.error !== undefined)
      return [500, `<ErrorResponse><Error><Type>Receiver</Type><Code>${fault.error}</Code></Error></ErrorResponse>`];
    published.push(Object.fromEntries(new URLSearchParams(body)));
    return [200, '<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>'];
  };

  let callsLeft = Number.POSITIVE_INFINITY;
  let tellCutOff = (): void => undefined;
  /** Answers so many more calls and no other, as a function that runs out of time makes none; resolves when one is asked for in vain. */
  const cutOffAfter = (answered: number): Promise<void> => {
    callsLeft = answered;
    return new Promise((resolve) => {
      tellCutOff = resolve;
    });
  };

  const requestHandler = {
    handle: async (request: Request) => {
      callsLeft -= 1;
      if (callsLeft < 0) {
        tellCutOff();
        return new Promise<never>(() => undefined);
      }
      const [statusCode, text] = answer(request);
      return { response: { statusCode, headers: {}, body: Readable.from([Buffer.from(text)]) } };
    },
  };
  const config = { region: 'eu-west-1', credentials: CREDENTIALS, requestHandler, maxAttempts: 1 };
  return {
    ...dynamo,
    faults,
    cutOffAfter,
    calls,
    records,
    archived,
    published,
    client: new DynamoDBClient(config),
    kinesis: new KinesisClient(config),
    firehose: new FirehoseClient(config),
    sns: new SNSClient(config),
  };
};

export type FakeAws = ReturnType<typeof createFakeAws>;

const failed = (error: string, message = 'injected by a test'): readonly [number, string] => [
  400,
  JSON.stringify({ __type: `com.amazonaws#${error}`, message }),
];
