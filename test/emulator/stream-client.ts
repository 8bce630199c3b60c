import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { LOCAL_CLIENT } from '../../src/deploy/deploy-local.ts';
import type { Payment } from '../../src/domain/payment/payment.ts';

/** Kinesis takes 500; the emulator's HTTP/2 ends the session at larger bodies. */
const MOST_RECORDS = 100;
const kinesis = new KinesisClient(LOCAL_CLIENT);

export type RawRecord = { readonly partitionKey: string; readonly text: string };

/** Where a record came to lie. */
export type Place = { readonly shardId: string; readonly sequenceNumber: string };

/** Puts records on a stream as they are, in order. */
export const putRecords = async (StreamName: string, records: readonly RawRecord[]): Promise<readonly Place[]> => {
  const places: Place[] = [];
  for (let from = 0; from < records.length; from += MOST_RECORDS) {
    const Records = records
      .slice(from, from + MOST_RECORDS)
      .map(({ partitionKey, text }) => ({ PartitionKey: partitionKey, Data: Buffer.from(text) }));
    const put = await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
    if (put.FailedRecordCount) throw new Error(`${put.FailedRecordCount} of ${Records.length} records were not taken`);
    for (const { ShardId = '', SequenceNumber = '' } of put.Records ?? [])
      places.push({ shardId: ShardId, sequenceNumber: SequenceNumber });
  }
  return places;
};

export const recordOf = (payment: Payment): RawRecord => ({
  partitionKey: payment.sender.account,
  text: JSON.stringify(payment),
});

export const putPayments = async (stream: string, payments: readonly Payment[]): Promise<void> => {
  await putRecords(stream, payments.map(recordOf));
};
