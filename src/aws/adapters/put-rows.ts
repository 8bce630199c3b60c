import { type FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { jsonRow } from '../../archive/json-row.ts';
import { chunksOf } from '../../chunks-of.ts';
import type { ArchivePorts } from '../../fan-out/archive-changes.ts';
import { groupsOf } from '../groups.ts';
import { untilDone } from '../until-done.ts';

/** Limit of a record of Firehose, 1,000 KiB, with some room. */
const BYTES_A_RECORD = 1_000_000;
/** Beyond it Firehose takes no record of several rows apart. */
const ROWS_A_RECORD = 500;
/** Limit of PutRecordBatch is 4 MiB and 500 records; a full record is far above 8 KB, so bytes are what binds. */
const BYTES_A_CALL = 4_000_000;

/**
 * Rows into the archive through Firehose, which bills every record as a multiple of 5 KB: so many rows share a record, JSON objects one behind the
 * other as its format conversion takes them. Records that Firehose refuses one by one are put again, and no others.
 */
export const createPutRows =
  (client: FirehoseClient, DeliveryStreamName: string): ArchivePorts['putRows'] =>
  (rows) =>
    untilDone('records of the archive', recordsOf(rows.map(jsonRow)), async (left) => {
      const refused: Buffer[] = [];
      let why = '';
      for (const call of groupsOf(left, BYTES_A_CALL, ({ length }) => length)) {
        const Records = call.map((Data) => ({ Data }));
        const { RequestResponses = [] } = await client.send(new PutRecordBatchCommand({ DeliveryStreamName, Records }));
        const failed = call.filter((_, at) => RequestResponses[at]?.RecordId === undefined);
        refused.push(...failed);
        if (failed.length > 0) why = RequestResponses.find(({ ErrorCode }) => ErrorCode)?.ErrorCode ?? 'no record id';
      }
      return { items: refused, why };
    });

const recordsOf = (rows: readonly string[]): readonly Buffer[] =>
  chunksOf(rows, ROWS_A_RECORD)
    .flatMap((chunk) => groupsOf(chunk, BYTES_A_RECORD, (row) => Buffer.byteLength(row) + 1))
    .map((group) => Buffer.from(group.map((row) => `${row}\n`).join('')));
