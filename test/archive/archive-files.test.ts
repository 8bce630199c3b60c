import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { decisionRow, labelRow } from '../../src/archive/row.ts';
import type { Archived } from '../../src/archive/write-files.ts';
import { aDecision } from '../builders/a-decision.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aFolder, removeAll } from '../builders/a-system.ts';
import { anArchive } from '../builders/an-archive.ts';
import { asked } from './asked.ts';

afterEach(removeAll);

const DAY_END = Date.parse('2026-03-02T23:59:59.999Z');
const decided = (position: number, decidedAtMs = DAY_END): Archived => ({
  position,
  row: decisionRow(aDecision({ payment: aPayment({ id: `p-${position}` }), decidedAtMs })),
});
const positions = (first: number, last: number): readonly Archived[] =>
  Array.from({ length: last - first + 1 }, (_, at) => decided(first + at));

const filesOf = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.parquet')).sort();

describe('the archive', () => {
  test('gives back a decision and a label as they were written', async () => {
    const folder = await aFolder();
    const payment = aPayment({ amountMinor: 9_999_999_999_999, currency: 'EUR', sender: { account: "O'Hara—北" } });
    const decision = aDecision({
      payment,
      outcome: 'block',
      probability: 0.1 + 0.2,
      expectedLossMinor: 42,
      reasons: [
        { code: 'velocity', source: 'rule', values: {} },
        { code: 'payment.amount', source: 'model', values: {}, contribution: 1 },
      ],
      decidedAtMs: DAY_END,
      shadow: { model: 'm1', probability: 0.25, outcome: 'review' },
    });
    const label = labelRow({ paymentId: payment.id, fraud: false, flagged: true, cents: 1 }, DAY_END + 0.4);
    const archive = await anArchive(folder);
    await archive.append(0, [
      { position: 1, row: decisionRow(decision) },
      { position: 2, row: label },
    ]);
    const [first, second] = await asked(folder, 'SELECT * FROM changes ORDER BY kind');
    expect(first).toMatchObject({
      kind: 'decision',
      payment_id: payment.id,
      recorded_at: '2026-03-02T23:59:59.999Z',
      occurred_at: new Date(payment.occurredAt).toISOString(),
      type: payment.type,
      amount_minor: 9_999_999_999_999,
      currency: 'EUR',
      sender: "O'Hara—北",
      receiver: payment.receiver.account,
      outcome: 'block',
      probability: 0.1 + 0.2,
      expected_loss_minor: 42,
      rung: 'onnx',
      reasons: ['velocity', 'payment.amount'],
      model_version: 'm0',
      rules_version: 'r0',
      policy_version: 'p0',
      features_version: 'f0',
      fraud: null,
      labelled_at: null,
      shadow_model: 'm1',
      shadow_probability: 0.25,
      shadow_outcome: 'review',
      day: '2026-03-02',
    });
    expect(second).toMatchObject({ kind: 'label', payment_id: payment.id, fraud: false, reasons: null, sender: null });
  });

  test('writes a batch that comes again once, in the same bounds, in others, and to another process', async () => {
    const folder = await aFolder();
    const archive = await anArchive(folder);
    await archive.append(0, positions(1, 5));
    await archive.append(0, positions(1, 5));
    await archive.append(0, positions(3, 8));
    const next = await anArchive(folder);
    expect(next.through(0)).toBe(8);
    await next.append(0, positions(1, 9));
    const rows = await asked(folder, 'SELECT payment_id FROM changes');
    expect(rows.map(({ payment_id }) => payment_id).sort()).toEqual(
      positions(1, 9).map(({ position }) => `p-${position}`),
    );
    expect(await filesOf(folder)).toHaveLength(3);
  });

  test('lays rows by the day, in files that each hold all positions of their range', async () => {
    const folder = await aFolder();
    await (await anArchive(folder)).append(0, [decided(1), decided(2, DAY_END + 1), decided(3), decided(4)]);
    expect(await filesOf(folder)).toEqual([
      'changes/day=2026-03-02/0-000000000000001-000000000000001.parquet',
      'changes/day=2026-03-02/0-000000000000003-000000000000004.parquet',
      'changes/day=2026-03-03/0-000000000000002-000000000000002.parquet',
    ]);
  });

  test('keeps the shards apart', async () => {
    const folder = await aFolder();
    const archive = await anArchive(folder, { ends: [10, 10] });
    await archive.append(0, positions(1, 3));
    await archive.append(1, positions(1, 2));
    const next = await anArchive(folder, { ends: [10, 10] });
    expect([next.through(0), next.through(1)]).toEqual([3, 2]);
  });

  test('takes no notice of what an earlier process left half-written, and removes it', async () => {
    const folder = await aFolder();
    const dir = join(folder, 'changes', 'day=2026-03-02');
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, '0-000000000000001-000000000000005.parquet.partial'), 'PAR1 and no more');
    const archive = await anArchive(folder);
    expect(archive.through(0)).toBe(0);
    expect(await readdir(dir)).toEqual([]);
    await archive.append(0, positions(1, 2));
    expect(await asked(folder, 'SELECT count(*) AS rows FROM changes')).toEqual([{ rows: 2 }]);
  });

  test('sets aside what the stream has not reached, says so, and writes those positions anew', async () => {
    const folder = await aFolder();
    await (await anArchive(folder)).append(0, positions(1, 5));
    const archive = await anArchive(folder);
    await archive.append(0, positions(6, 9));
    const reports: string[] = [];
    const shorter = await anArchive(folder, { ends: [7], reports });
    expect(shorter.through(0)).toBe(5);
    expect(reports).toHaveLength(1);
    expect(await readdir(join(folder, 'set-aside'))).toHaveLength(1);
    await shorter.append(0, positions(6, 7));
    expect(await asked(folder, 'SELECT count(*) AS rows FROM changes')).toEqual([{ rows: 7 }]);
  });

  test('writes no file for nothing', async () => {
    const folder = await aFolder();
    await (await anArchive(folder)).append(0, []);
    expect(await filesOf(folder)).toEqual([]);
  });
});
