import { expect, test } from '@jest/globals';
import type { StreamRecordData } from '../../src/aws/adapters/put-records.ts';
import type { LiveBatch } from '../../src/simulator/live-traffic.ts';
import { sendAll } from '../../src/simulator/send-all.ts';
import { streamTarget } from '../../src/simulator/stream-target.ts';
import { parseStreamRecord } from '../../src/stream-record.ts';
import { aPayment } from '../builders/a-payment.ts';

const NOW_MS = Date.parse('2026-03-02T12:00:00Z');
const payments = [aPayment({ id: 'p-1' }), aPayment({ id: 'p-2', sender: { account: 'C-zoe' } })];
const label = (paymentId: string) => ({ paymentId, fraud: true, labelledAtMs: NOW_MS });

async function* batches(): AsyncGenerator<LiveBatch> {
  yield { payments, labels: [] };
  yield { payments: [], labels: [label('p-2'), label('elsewhere')] };
}

test('payments and labels go onto the stream as it reads them, a label under the key of its payment', async () => {
  const put: StreamRecordData[] = [];
  const progress: number[] = [];
  const target = streamTarget(async (records) => {
    put.push(...records);
  });
  const sent = await sendAll(batches(), target, ({ accepted, labels }) => progress.push(accepted + labels));
  expect(sent).toEqual({ accepted: 2, refused: 0, labels: 2 });
  expect(progress).toEqual([2, 4]);
  expect(put.map(({ partitionKey }) => partitionKey)).toEqual(['C-ann', 'C-zoe', 'C-zoe', 'elsewhere']);
  expect(put.map(({ data }) => parseStreamRecord(data, NOW_MS))).toEqual([
    { kind: 'payment', payment: payments[0] },
    { kind: 'payment', payment: payments[1] },
    { kind: 'label', label: label('p-2') },
    { kind: 'label', label: label('elsewhere') },
  ]);
});
