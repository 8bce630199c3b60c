import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { PutPayments } from '../../ports.ts';
import { inChunks } from '../in-chunks.ts';
import { untilDone } from '../until-done.ts';

/** Limit of PutRecords; payments are at most some 2 KB, so its 5 MB are never reached. */
const RECORDS_A_CALL = 500;

/** Payments onto a Kinesis stream, partitioned by sender. Records that Kinesis refuses one by one are put again. */
export const createPutPayments =
  (client: KinesisClient, streamName: string): PutPayments =>
  async (payments) => {
    const records = payments.map((payment) => ({
      PartitionKey: payment.sender.account,
      Data: Buffer.from(JSON.stringify(payment)),
    }));
    await untilDone('records', records, async (left) => {
      const answers = await inChunks(left, RECORDS_A_CALL, async (chunk) => {
        const answer = await client.send(new PutRecordsCommand({ StreamName: streamName, Records: [...chunk] }));
        return answer.Records ?? [];
      });
      const refused = left.filter((_, at) => answers[at]?.SequenceNumber === undefined);
      const why = answers.find(({ ErrorCode }) => ErrorCode !== undefined)?.ErrorCode ?? 'no sequence number';
      return { items: refused, why };
    });
  };
