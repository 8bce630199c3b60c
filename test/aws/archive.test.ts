import { beforeEach, describe, expect, test } from '@jest/globals';
import { decisionRow } from '../../src/archive/row.ts';
import { createPutRows } from '../../src/aws/adapters/put-rows.ts';
import { isTransient } from '../../src/transient.ts';
import { rowsIn } from '../archive/firehose-files.ts';
import { aDecision } from '../builders/a-decision.ts';
import { aPayment } from '../builders/a-payment.ts';
import { capturedOutput } from './fake/captured-output.ts';
import { changeEvent, paymentEvent } from './fake/events.ts';
import { createFakeAws, type FakeAws } from './fake/fake-aws.ts';
import { TABLES } from './fake/fake-dynamo.ts';
import { streamFunctions } from './fake/functions.ts';

const rows = (count: number, account = 'C-ann') =>
  Array.from({ length: count }, (_, at) =>
    decisionRow(aDecision({ payment: aPayment({ id: `p-${at}`, sender: { account } }) })),
  );
const idsIn = (records: readonly Buffer[]) => records.flatMap(rowsIn).map((row) => String(row['payment_id']));

let aws: FakeAws;
beforeEach(() => {
  aws = createFakeAws();
});

describe('rows for Firehose', () => {
  test('share a record, which is billed as a multiple of 5 KB', async () => {
    await createPutRows(aws.firehose, 'archive')(rows(100));
    expect(aws.archived).toHaveLength(1);
    expect(idsIn(aws.archived)).toHaveLength(100);
  });

  test('stay within the limits of a record and of a call, however many and however long', async () => {
    await createPutRows(aws.firehose, 'archive')(rows(9_000, '\u{1F30D}'.repeat(400)));
    expect(idsIn(aws.archived)).toEqual(rows(9_000).map((row) => row.payment_id));
    const bytes = aws.archived.reduce((sum, { length }) => sum + length, 0);
    expect(aws.calls['PutRecordBatch']).toBeGreaterThanOrEqual(Math.ceil(bytes / 4_194_304));
  });

  test('are put again where Firehose refused their record, and no others', async () => {
    aws.faults['PutRecordBatch'] = [{ refuse: 2 }, { refuse: 1 }];
    await createPutRows(aws.firehose, 'archive')(rows(1_600));
    expect(aws.archived).toHaveLength(4);
    expect(new Set(idsIn(aws.archived)).size).toBe(1_600);
    expect(aws.calls['PutRecordBatch']).toBe(3);
  });

  test('that are refused for good are a transient failure, after a bounded number of calls', async () => {
    aws.faults['PutRecordBatch'] = Array.from({ length: 9 }, () => ({ refuse: 1 }));
    const failure = await createPutRows(aws.firehose, 'archive')(rows(1)).catch((error) => error);
    expect(isTransient(failure)).toBe(true);
    expect(failure.message).toBe(
      '1 of 1 records of the archive still refused (ServiceUnavailableException) after 6 attempts',
    );
  });
});

describe('a batch of changes whose rows the archive does not take', () => {
  test('fails and comes again: boards count it once, and the archive has all of it', async () => {
    const { decide, tally } = streamFunctions(aws);
    const payments = Array.from({ length: 50 }, (_, at) => aPayment({ id: `p-${at}` }));
    await capturedOutput(async () => {
      await decide(paymentEvent(payments));
      const event = changeEvent(aws.table(TABLES.DECISIONS_TABLE).changes);
      aws.faults['PutRecordBatch'] = [{ error: 'ServiceUnavailableException' }];
      await expect(tally(event)).rejects.toThrow();
      expect(aws.archived).toEqual([]);
      const counted = new Map(aws.table(TABLES.CONSOLE_TABLE).items);
      await tally(event);
      expect(aws.table(TABLES.CONSOLE_TABLE).items).toEqual(counted);
    });
    expect(idsIn(aws.archived).toSorted()).toEqual(payments.map(({ id }) => id).toSorted());
  });
});
