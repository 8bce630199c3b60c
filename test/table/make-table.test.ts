import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet';
import { FEATURE_NAMES } from '../../src/domain/features/index.ts';
import { makeTable, type TableOrder } from '../../src/table/make-table.ts';
import { createHistory } from '../../src/table/measure-history.ts';
import { type PaymentSource, paymentsOf } from '../../src/table/payment-source.ts';
import { aFile, aLine, PAYSIM_HEADER } from '../csv/csv-file.ts';

const LABEL_DELAY_MS = 36 * 3_600_000;
const SIMULATED = { seed: 7, accounts: 300, rows: 4_500 };

const anOut = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'sluice-table-')), 'table.parquet');

const made = async (source: PaymentSource, change: Partial<TableOrder> = {}) => {
  const out = await anOut();
  const order = { source, out, labelDelayMs: LABEL_DELAY_MS, signal: new AbortController().signal };
  const result = await makeTable({ ...order, onProgress: () => undefined, ...change });
  return { ...result, out };
};

const rowsOf = async (out: string): Promise<readonly Record<string, unknown>[]> => {
  const { buffer, byteOffset, byteLength } = await readFile(out);
  return parquetReadObjects({ file: new Uint8Array(buffer, byteOffset, byteLength).slice().buffer });
};

describe('a feature table', () => {
  test('has each payment in its order, with the features that one thread measures one after another', async () => {
    const { rows, out } = await made(SIMULATED);
    const measured = createHistory(LABEL_DELAY_MS);
    const expected: unknown[] = [];
    for await (const batch of paymentsOf(SIMULATED))
      for (const row of batch.rows) expected.push([row.payment.id, ...measured(row).features]);
    expect(rows).toBe(SIMULATED.rows);
    expect((await rowsOf(out)).map((row) => [row['id'], ...FEATURE_NAMES.map((name) => row[name])])).toEqual(expected);
  });

  test('leaves nothing else beside it', async () => {
    const { out } = await made(SIMULATED);
    expect(await readdir(dirname(out))).toEqual(['table.parquet']);
  });

  test('is not made of a file that the reading thread finds unsound at its end, and leaves nothing of it', async () => {
    const lines = Array.from({ length: 3_000 }, (_, nth) => aLine({ label: nth === 5 ? '1' : '0', sender: `C${nth}` }));
    const file = await aFile([PAYSIM_HEADER, ...lines, aLine({ label: '' })].join('\n'));
    const out = await anOut();
    const failed = made({ file, format: 'paysim', skipFaulty: false }, { out });
    await expect(failed).rejects.toMatchObject({ code: 'history' });
    await expect(failed).rejects.toThrow('line 3002: payment');
    expect(await readdir(dirname(out))).toEqual([]);
  });

  test('is not made of a file that is not there', async () => {
    const failed = made({ file: '/nowhere/payments.csv', format: 'paysim', skipFaulty: false });
    await expect(failed).rejects.toThrow('/nowhere/payments.csv');
    await expect(failed).rejects.toHaveProperty('code');
  });

  test('is left unmade when stopped', async () => {
    const stop = new AbortController();
    const out = await anOut();
    const stopped = made(SIMULATED, { out, signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) });
    await expect(stopped).rejects.toThrow('stopped');
    expect(existsSync(out)).toBe(false);
    expect(await readdir(dirname(out))).toEqual([]);
  });
});
