import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet';
import { type ArchiveRow, decisionRow, labelRow } from '../../src/archive/row.ts';
import { FEATURE_NAMES } from '../../src/domain/features/index.ts';
import { occurredAtMs, type Payment } from '../../src/domain/payment/payment.ts';
import { DAY_MS } from '../../src/domain/profile/day.ts';
import { history } from '../../src/simulator/history.ts';
import type { ArchiveSource } from '../../src/table/archive-source.ts';
import { makeTable } from '../../src/table/make-table.ts';
import { createHistory, type LabelledPayment } from '../../src/table/measure-history.ts';
import { aDecision } from '../builders/a-decision.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aFolder, removeAll } from '../builders/a-system.ts';
import { anArchive } from '../builders/an-archive.ts';

afterEach(removeAll);

const LABEL_DELAY_MS = 2 * DAY_MS;
const START_MS = Date.parse('2025-01-01T00:00:00Z');

const decided = (payment: Payment): ArchiveRow =>
  decisionRow(aDecision({ payment, expectedLossMinor: 0, decidedAtMs: occurredAtMs(payment) + 5 }));

const labelled = (payment: Payment, fraud: boolean): ArchiveRow => {
  const labelledAtMs = occurredAtMs(payment) + LABEL_DELAY_MS;
  return labelRow({ paymentId: payment.id, fraud, labelledAtMs, flagged: false, cents: 1 }, labelledAtMs);
};

const tableOf = async (rows: readonly ArchiveRow[], change: Partial<ArchiveSource> = {}) => {
  const archive = await aFolder();
  const { append } = await anArchive(archive);
  await append(
    0,
    rows.map((row, at) => ({ position: at + 1, row })),
  );
  const out = join(await aFolder(), 'table.parquet');
  await makeTable({
    source: { archive, mayRepeat: false, labelDelayMs: LABEL_DELAY_MS, ...change },
    out,
    labelDelayMs: LABEL_DELAY_MS,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const { buffer } = new Uint8Array(await readFile(out));
  return parquetReadObjects({ file: buffer });
};

/** Simulated payments, in the order of their time. */
const somePayments = (rows: number): readonly LabelledPayment[] => [
  ...history({ seed: 5, accounts: 200, startMs: START_MS, rows }),
];

describe('a feature table of the archive', () => {
  test('has the features that the same payments have in a file, bit for bit, and leaves out those whose labels may still come', async () => {
    const payments = somePayments(3_500);
    const rows = payments.flatMap(({ payment, label }) => [
      decided(payment),
      ...(label === true ? [labelled(payment, true)] : []),
    ]);
    const measured = createHistory(LABEL_DELAY_MS);
    const untilMs = Math.max(...payments.map(({ payment }) => occurredAtMs(payment))) - LABEL_DELAY_MS;
    const expected = payments
      .map(measured)
      .filter(({ payment }) => occurredAtMs(payment) <= untilMs)
      .map(({ payment, label, features }) => [payment.id, Number(label), ...features]);
    expect(expected.length).toBeLessThan(payments.length);
    expect(expected.filter(([, label]) => label === 1).length).toBeGreaterThan(0);
    const table = await tableOf(rows);
    expect(table.map((row) => [row['id'], row['label'], ...FEATURE_NAMES.map((name) => row[name])])).toEqual(expected);
  });

  const aDayEach = (count: number): readonly Payment[] =>
    Array.from({ length: count }, (_, day) =>
      aPayment({ id: `p-${day}`, occurredAt: new Date(START_MS + day * DAY_MS).toISOString() }),
    );

  test('has each payment once and the newest of its labels, however often Firehose brought them', async () => {
    const payments = aDayEach(6);
    const rows = [...payments.map(decided), labelled(payments[0], true), labelled(payments[1], true)];
    const cleared = { ...labelled(payments[1], false), labelled_at: START_MS + 5 * DAY_MS } as ArchiveRow;
    const table = await tableOf([...rows, cleared, ...rows], { mayRepeat: true });
    expect(table.map(({ id, label }) => [id, label])).toEqual([
      ['p-0', 1],
      ['p-1', 0],
      ['p-2', 0],
      ['p-3', 0],
    ]);
  });

  test('shows a label to no payment that was decided before it arrived, however early it says that it was known', async () => {
    const payments = aDayEach(8);
    const [first] = payments;
    const label = { paymentId: first.id, fraud: true, labelledAtMs: START_MS + 60_000, flagged: false, cents: 1 };
    const late = labelRow(label, START_MS + 3.5 * DAY_MS);
    const table = await tableOf([...payments.map(decided), late]);
    expect(table.map((row) => [row['id'], row['receiver.confirmed_frauds_28_days']])).toEqual([
      ['p-0', 0],
      ['p-1', 0],
      ['p-2', 0],
      ['p-3', 0],
      ['p-4', 1],
      ['p-5', 1],
    ]);
  });

  test('is not made where every label may still come', async () => {
    const [first, second] = aDayEach(2);
    await expect(tableOf([decided(first), decided(second)])).rejects.toThrow(
      'from 2025-01-01T00:00:00.000Z to 2025-01-02T00:00:00.000Z, whose labels may all still come',
    );
  });

  test('is not made where nothing was labelled as fraud', async () => {
    await expect(tableOf(aDayEach(6).map(decided))).rejects.toThrow('there is only one class');
  });

  test('is not made where nothing but labels was archived', async () => {
    await expect(tableOf([labelled(aPayment(), true)])).rejects.toThrow('the archive holds no payments');
  });

  test('is not made where nothing was archived', async () => {
    await expect(tableOf([])).rejects.toThrow('nothing is archived there');
  });
});
