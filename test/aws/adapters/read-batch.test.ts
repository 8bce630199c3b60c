import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  InvalidArgumentException,
  KinesisClient,
  ProvisionedThroughputExceededException,
  ResourceNotFoundException,
} from '@aws-sdk/client-kinesis';
import { describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createReadBatch } from '../../../src/aws/adapters/read-batch.ts';

const PLACE = { shardId: 'shardId-000000000001', startSequenceNumber: '98', endSequenceNumber: '102', batchSize: 5 };
const ARRIVED = new Date('2026-03-02T12:00:00Z');
const recordAt = (sequence: number) => ({
  SequenceNumber: String(sequence),
  PartitionKey: `C-${sequence}`,
  Data: Buffer.from(`€${sequence}`),
  ApproximateArrivalTimestamp: ARRIVED,
});

/** A stream that gives these sequence numbers, page by page, and is read to its tip after them. */
const aStream = (...pages: readonly (readonly number[])[]) => {
  const kinesis = mockClient(new KinesisClient({ region: 'eu-west-1' }));
  kinesis.on(GetShardIteratorCommand).resolves({ ShardIterator: 'page-0' });
  pages.forEach((page, at) => {
    kinesis.on(GetRecordsCommand, { ShardIterator: `page-${at}` }).resolves({
      Records: page.map(recordAt),
      NextShardIterator: `page-${at + 1}`,
      MillisBehindLatest: at === pages.length - 1 ? 0 : 1,
    });
  });
  return kinesis;
};
const sequencesOf = async (kinesis: ReturnType<typeof aStream>) =>
  (await createReadBatch(kinesis as unknown as KinesisClient, 'payments')(PLACE)).map(
    ({ sequenceNumber }) => sequenceNumber,
  );

describe('the records of a batch that was given up', () => {
  test('are read whole, from the first to the last and no further', async () => {
    const kinesis = aStream([98, 99], [], [101, 102, 103]);
    const records = await createReadBatch(kinesis as unknown as KinesisClient, 'payments')(PLACE);
    expect(records.map(({ sequenceNumber }) => sequenceNumber)).toEqual(['98', '99', '101', '102']);
    expect(records[3]).toEqual({
      sequenceNumber: '102',
      partitionKey: 'C-102',
      data: '€102',
      arrivedAtMs: ARRIVED.getTime(),
    });
    expect(kinesis.commandCalls(GetShardIteratorCommand)[0].args[0].input).toEqual({
      StreamName: 'payments',
      ShardId: PLACE.shardId,
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      StartingSequenceNumber: '98',
    });
  });

  test('are those that the stream still has', async () => {
    expect(await sequencesOf(aStream([101, 102]))).toEqual(['101', '102']);
    expect(await sequencesOf(aStream([103, 104]))).toEqual([]);
    expect(await sequencesOf(aStream([], []))).toEqual([]);
  });

  test.each([ResourceNotFoundException, InvalidArgumentException])(
    'are none when their place is gone: %p',
    async (Gone) => {
      const kinesis = aStream();
      kinesis.on(GetShardIteratorCommand).rejects(new Gone({ message: 'too old', $metadata: {} }));
      expect(await sequencesOf(kinesis)).toEqual([]);
    },
  );

  test('are asked for again later when the stream refuses', async () => {
    const kinesis = aStream();
    const refusal = new ProvisionedThroughputExceededException({ message: 'slow down', $metadata: {} });
    kinesis.on(GetShardIteratorCommand).rejects(refusal);
    await expect(sequencesOf(kinesis)).rejects.toThrow('slow down');
  });
});
