import { randomUUID } from 'node:crypto';
import type { EventSource } from './event-source.ts';
import type { StoredRecord } from './frame.ts';

/** Why records were given up. */
export type GiveUpCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export type GivenUp = {
  readonly records: readonly StoredRecord[];
  readonly condition: GiveUpCondition;
  /** What the last call said. */
  readonly reason: string;
  readonly invokeCount: number;
};

type BatchInfo = {
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
  readonly approximateArrivalOfFirstRecord: string;
  readonly approximateArrivalOfLastRecord: string;
  readonly batchSize: number;
  readonly streamArn: string;
};

/** What Lambda sends to the on-failure destination of a stream: where the batch was, not what was in it. */
export type FailureRecord = {
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: GiveUpCondition;
    readonly approximateInvokeCount: number;
  };
  readonly responseContext: {
    readonly statusCode: 200;
    readonly executedVersion: '$LATEST';
    readonly functionError: 'Unhandled';
  };
  readonly version: '1.0';
  readonly timestamp: string;
} & { readonly [Info in 'KinesisBatchInfo' | 'DDBStreamBatchInfo']?: BatchInfo };

export type FailureOrigin = {
  readonly source: EventSource<unknown>;
  readonly shardId: string;
  readonly consumer: string;
  readonly nowMs: number;
};

export const failureRecordOf = (
  givenUp: GivenUp,
  { source, shardId, consumer, nowMs }: FailureOrigin,
): FailureRecord => ({
  requestContext: {
    requestId: randomUUID(),
    functionArn: `arn:aws:lambda:local:000000000000:function:${consumer}`,
    condition: givenUp.condition,
    approximateInvokeCount: givenUp.invokeCount,
  },
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  version: '1.0',
  timestamp: new Date(nowMs).toISOString(),
  [source.batchInfoName]: batchInfoOf(givenUp.records, source, shardId),
});

const batchInfoOf = (records: readonly StoredRecord[], source: EventSource<unknown>, shardId: string): BatchInfo => {
  const first = records[0];
  const last = records[records.length - 1];
  return {
    shardId,
    startSequenceNumber: source.sequenceOf(first.position),
    endSequenceNumber: source.sequenceOf(last.position),
    approximateArrivalOfFirstRecord: new Date(first.arrivedAtMs).toISOString(),
    approximateArrivalOfLastRecord: new Date(last.arrivedAtMs).toISOString(),
    batchSize: records.length,
    streamArn: source.streamArn,
  };
};
