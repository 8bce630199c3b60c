import { describe, expect, test } from '@jest/globals';
import { csvMappingSchema } from '../../src/csv/mapping.ts';
import { readPayments } from '../../src/csv/read-payments.ts';
import { checkedHistory } from '../../src/table/check-history.ts';
import type { PaymentBatch } from '../../src/table/payment-source.ts';
import { aFile } from '../csv/csv-file.ts';

const mapping = csvMappingSchema.parse({
  id: 'id',
  occurredAt: { column: 'at', format: 'iso' },
  type: { constant: 'TRANSFER' },
  amount: 'amount',
  sender: { account: { constant: 'C-ann' } },
  receiver: { account: { constant: 'C-bob' } },
  label: 'fraud',
});

const checked = async (lines: readonly string[], skipFaulty = false) => {
  const file = await aFile(`id,at,amount,fraud\n${lines.join('\n')}\n`);
  const nowMs = Date.parse('2026-03-31T00:00:00Z');
  const batches: PaymentBatch[] = [];
  for await (const batch of checkedHistory(readPayments({ file, mapping, nowMs }), { skipFaulty, idsAreGiven: true }))
    batches.push(batch);
  const rows = batches.flatMap((batch) => batch.rows);
  return {
    ids: rows.map(({ payment }) => payment.id),
    refused: batches.reduce((sum, { refused }) => sum + refused, 0),
  };
};
const on = (day: number, { id = `p-${day}`, fraud = '0' } = {}) =>
  `${id},2026-03-${String(day).padStart(2, '0')}T12:00:00Z,1.00,${fraud}`;

describe('a history for a training table', () => {
  test('is given on when it is sound, a payment a day late included', async () => {
    const lines = [on(1), on(3, { fraud: '1' }), on(2)];
    expect(await checked(lines)).toEqual({ ids: ['p-1', 'p-3', 'p-2'], refused: 0 });
  });

  test.each<[string, readonly string[], string]>([
    ['a missing label', [on(1), on(2, { fraud: '' })], 'line 3: payment p-2 has no label'],
    ['an id that is there twice', [on(1), on(2, { id: 'p-1' })], 'line 3: the id p-1 was on line 2 already'],
    ['no order', [on(9), on(7)], 'line 3: 2026-03-07T12:00:00Z comes after 2026-03-09T12:00:00Z of line 2'],
    ['honest payments alone', [on(1), on(2)], '2 payments, of which 0 are fraud: there is only one class'],
    ['frauds alone', [on(1, { fraud: '1' })], '1 payments, of which 1 are fraud'],
    ['no payments', [], 'no payments'],
    ['a time in the future', [on(1), 'p-2,2027-01-01T00:00:00Z,1.00,1'], '1 lines are no payments'],
    [
      'a line that is none',
      [on(1), 'p-2,yesterday,1.00,1'],
      '1 lines are no payments (--skip-faulty passes over them); line 3:',
    ],
  ])('with %s is refused with the place', async (_, lines, message) => {
    await expect(checked(lines)).rejects.toThrow(message);
  });

  test('with lines that are no payments is given on without them when asked to', async () => {
    const lines = [on(1), 'p-2,yesterday,1.00,1', on(3, { fraud: '1' })];
    expect(await checked(lines, true)).toEqual({ ids: ['p-1', 'p-3'], refused: 1 });
  });
});
