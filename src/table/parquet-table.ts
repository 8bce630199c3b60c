import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import { FEATURE_NAMES, FEATURES_VERSION } from '../domain/features/index.ts';
import { toCents } from '../domain/payment/currency.ts';
import { occurredAtMs } from '../domain/payment/payment.ts';
import type { LabelledPayment, MeasuredPayment } from './measure-history.ts';

/** Rows that are held in memory before they are written as one row group. */
const GROUP_ROWS = 50_000;

const REST = [
  { name: 'id', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'occurredAtMs', type: 'INT64', repetition_type: 'REQUIRED' },
  { name: 'amountCents', type: 'DOUBLE', repetition_type: 'REQUIRED' },
  { name: 'type', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'sender', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'receiver', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'label', type: 'INT32', repetition_type: 'REQUIRED' },
  { name: 'scenario', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'channel', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'senderCountry', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
] as const;

export const TABLE_COLUMNS: readonly string[] = [...FEATURE_NAMES, ...REST.map(({ name }) => name)];

export type FeatureTable = { readonly append: (row: MeasuredPayment) => void; readonly close: () => void };

/**
 * A Parquet file with a row a payment: every feature as a 32-bit float (NaN for unknown), then what training needs beside them.
 * Its metadata carries `featuresVersion`. Rows whose label is unknown are refused by a TypeError.
 */
export const openFeatureTable = (file: string): FeatureTable => {
  const features = FEATURE_NAMES.map((name) => ({ name, type: 'FLOAT', repetition_type: 'REQUIRED' }) as const);
  const writer = new ParquetWriter({
    writer: fileWriter(file),
    schema: [{ name: 'root', num_children: features.length + REST.length }, ...features, ...REST],
    codec: 'UNCOMPRESSED',
    statistics: false,
    kvMetadata: [{ key: 'featuresVersion', value: FEATURES_VERSION }],
  });
  const columns = FEATURE_NAMES.map(() => new Float32Array(GROUP_ROWS));
  let rows: LabelledPayment[] = [];
  const flush = (): void => {
    if (rows.length > 0)
      writer.write({
        columnData: [...featureColumns(columns, rows.length), ...restColumns(rows)],
        rowGroupSize: GROUP_ROWS,
      });
    rows = [];
  };
  return {
    append: ({ features: values, ...row }) => {
      if (row.label === undefined)
        throw new TypeError(`payment ${row.payment.id} has no label; a training table needs one on every row`);
      for (let at = 0; at < values.length; at += 1) columns[at][rows.length] = values[at];
      rows.push(row);
      if (rows.length === GROUP_ROWS) flush();
    },
    close: () => {
      flush();
      writer.finish();
    },
  };
};

const featureColumns = (columns: readonly Float32Array[], rows: number) =>
  FEATURE_NAMES.map((name, index) => ({ name, data: columns[index].subarray(0, rows), encoding: 'PLAIN' as const }));

const restColumns = (rows: readonly LabelledPayment[]) => [
  { name: 'id', data: rows.map(({ payment }) => payment.id) },
  { name: 'occurredAtMs', data: BigInt64Array.from(rows, ({ payment }) => BigInt(occurredAtMs(payment))) },
  {
    name: 'amountCents',
    data: Float64Array.from(rows, ({ payment }) => toCents(payment.amountMinor, payment.currency)),
  },
  { name: 'type', data: rows.map(({ payment }) => payment.type) },
  { name: 'sender', data: rows.map(({ payment }) => payment.sender.account) },
  { name: 'receiver', data: rows.map(({ payment }) => payment.receiver.account) },
  { name: 'label', data: Int32Array.from(rows, ({ label }) => (label === true ? 1 : 0)) },
  { name: 'scenario', data: rows.map(({ scenario }) => scenario ?? '') },
  { name: 'channel', data: rows.map(({ payment }) => payment.channel ?? '') },
  { name: 'senderCountry', data: rows.map(({ payment }) => payment.sender.country ?? '') },
];
