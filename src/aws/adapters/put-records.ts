import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import pMap from 'p-map';
import { chunksOf } from '../../chunks-of.ts';
import { groupsOf } from '../groups.ts';
import { untilDone } from '../until-done.ts';

export type StreamRecordData = { readonly partitionKey: string; readonly data: string };

/** Durable when it resolves. */
export type PutRecords = (records: readonly StreamRecordData[]) => Promise<void>;

/** Limits of PutRecords: 500 records, 5 MB with their keys. */
const RECORDS_A_CALL = 500;
const BYTES_A_CALL = 4_500_000;
const CALLS_AT_ONCE = 8;

/** Records onto a Kinesis stream. Those that Kinesis refuses one by one are put again; at most `recordsACall` travel in a call. */
export const createPutRecords =
  (client: KinesisClient, streamName: string, recordsACall = RECORDS_A_CALL): PutRecords =>
  async (all) => {
    const records = all.map(({ partitionKey, data }) => ({ PartitionKey: partitionKey, Data: Buffer.from(data) }));
    await untilDone('records', records, async (left) => {
      const calls = groupsOf(
        left,
        BYTES_A_CALL,
        ({ PartitionKey, Data }) => Data.length + PartitionKey.length * 4,
      ).flatMap((group) => chunksOf(group, recordsACall));
      const answers = await pMap(
        calls,
        async (Records) => {
          const answer = await client.send(new PutRecordsCommand({ StreamName: streamName, Records: [...Records] }));
          return answer.Records ?? [];
        },
        { concurrency: CALLS_AT_ONCE },
      );
      const told = answers.flat();
      const why = told.find(({ ErrorCode }) => ErrorCode !== undefined)?.ErrorCode ?? 'no sequence number';
      return { items: left.filter((_, at) => told[at]?.SequenceNumber === undefined), why };
    });
  };
