import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type ReadOptions, readPayments } from '../../src/csv/read-payments.ts';
import type { FaultyRow, PaymentRow, Row } from '../../src/csv/row.ts';

export const PAYSIM_HEADER =
  'step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud';

export const aLine = (
  change: { step?: string; type?: string; amount?: string; label?: string; sender?: string } = {},
): string => {
  const { step = '1', type = 'TRANSFER', amount = '181.00', label = '0', sender = 'C1' } = change;
  return `${step},${type},${amount},${sender},500.0,319.0,C2,20.0,201.0,${label},0`;
};

/** Writes a file in a fresh folder of the machine's temporary one. */
export const aFile = async (content: string | Buffer, name = 'payments.csv'): Promise<string> => {
  const file = join(await mkdtemp(join(tmpdir(), 'sluice-csv-')), name);
  await writeFile(file, content);
  return file;
};

export const aGzipFile = (content: string): Promise<string> => aFile(gzipSync(content), 'payments.csv.gz');

export const allRows = async (options: ReadOptions): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for await (const batch of readPayments(options)) rows.push(...batch.rows);
  return rows;
};

export const payments = (rows: readonly Row[]): readonly PaymentRow[] =>
  rows.flatMap((row) => ('payment' in row ? [row] : []));
export const faults = (rows: readonly Row[]): readonly FaultyRow[] =>
  rows.flatMap((row) => ('error' in row ? [row] : []));
