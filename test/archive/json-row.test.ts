import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonRow } from '../../src/archive/json-row.ts';
import { decisionRow, labelRow } from '../../src/archive/row.ts';
import { aDecision } from '../builders/a-decision.ts';
import { aPayment } from '../builders/a-payment.ts';
import { rowsIn } from './firehose-files.ts';

describe('a row for Firehose', () => {
  test('is one line that the columns of the table take, whatever a payment says', () => {
    const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 64 }).filter((text) => text.isWellFormed());
    const decided = fc.record({
      account: texts,
      id: texts,
      amountMinor: fc.maxSafeNat(),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      atMs: fc.integer({ min: 0, max: Date.parse('9999-12-31T23:59:59.999Z') }),
    });
    fc.assert(
      fc.property(decided, ({ account, id, amountMinor, probability, atMs }) => {
        const payment = aPayment({ id, amountMinor, sender: { account } });
        const row = decisionRow(aDecision({ payment, probability, expectedLossMinor: 1, decidedAtMs: atMs }));
        const [read, ...more] = rowsIn(Buffer.from(`${jsonRow(row)}\n`));
        expect(more).toEqual([]);
        expect(read).toEqual({
          ...row,
          recorded_at: new Date(atMs).toISOString(),
          occurred_at: new Date(payment.occurredAt).toISOString(),
        });
      }),
    );
  });

  test('of a label says when it became known, where that was told', () => {
    const label = { paymentId: 'p-1', fraud: true, flagged: false, cents: 1 };
    const times = { recorded_at: '1970-01-01T00:00:01.500Z', labelled_at: '1970-01-01T00:00:00.007Z' };
    const { labelled_at: _, ...untold } = times;
    const row = { kind: 'label', payment_id: 'p-1', fraud: true };
    expect(JSON.parse(jsonRow(labelRow({ ...label, labelledAtMs: 7 }, 1_500.9)))).toEqual({ ...row, ...times });
    expect(JSON.parse(jsonRow(labelRow(label, 1_500.9)))).toEqual({ ...row, ...untold });
  });
});
