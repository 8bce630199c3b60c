import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import { FEATURE_NAMES, FEATURES_VERSION } from '../domain/features/index.ts';
import { toCents } from '../domain/payment/currency.ts';
import { occurredAtMs } from '../domain/payment/payment.ts';
import type { LabelledPayment } from './measure-history.ts';

/** Rows that are held in memory before they are written as one row group. */
const GROUP_ROWS = 50_000;

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;

/** What stands beside the features, and what it is of a row. */
const REST = [
  { name: 'id', ...text, of: ({ payment }: LabelledPayment) => payment.id },
  { name: 'occurredAtMs', type: 'INT64', of: ({ payment }: LabelledPayment) => BigInt(occurredAtMs(payment)) },
  {
    name: 'amountCents',
    type: 'DOUBLE',
    of: ({ payment }: LabelledPayment) => toCents(payment.amountMinor, payment.currency),
  },
  { name: 'type', ...text, of: ({ payment }: LabelledPayment) => payment.type },
  { name: 'sender', ...text, of: ({ payment }: LabelledPayment) => payment.sender.account },
  { name: 'receiver', ...text, of: ({ payment }: LabelledPayment) => payment.receiver.account },
  { name: 'label', type: 'INT32', of: ({ label }: LabelledPayment) => (label === true ? 1 : 0) },
  { name: 'scenario', ...text, of: ({ scenario }: LabelledPayment) => scenario ?? '' },
  { name: 'channel', ...text, of: ({ payment }: LabelledPayment) => payment.channel ?? '' },
  { name: 'senderCountry', ...text, of: ({ payment }: LabelledPayment) => payment.sender.country ?? '' },
] as const;

export const TABLE_COLUMNS: readonly string[] = [...FEATURE_NAMES, ...REST.map(({ name }) => name)];

export type FeatureTable = {
  readonly append: (row: LabelledPayment, features: Float32Array) => void;
  readonly close: () => void;
};

/**
 * A Parquet file with a row a payment: every feature as a 32-bit float (NaN for unknown), then what training needs beside them.
 * Its metadata carries `featuresVersion`. Rows whose label is unknown are refused by a TypeError.
 */
export const openFeatureTable = (file: string): FeatureTable => {
  const writer = new ParquetWriter({
    writer: fileWriter(file),
    schema: [{ name: 'root', num_children: TABLE_COLUMNS.length }, ...FEATURE_SCHEMA, ...REST_SCHEMA],
    codec: 'UNCOMPRESSED',
    statistics: false,
    kvMetadata: [{ key: 'featuresVersion', value: FEATURES_VERSION }],
  });
  const features = FEATURE_NAMES.map(() => new Float32Array(GROUP_ROWS));
  // Not whole rows, which the collector would have to carry along until they are written.
  let rest = noValues();
  let rows = 0;
  const flush = (): void => {
    if (rows > 0) writer.write({ columnData: [...featureColumns(features, rows), ...restColumns(rest)], ...LAYOUT });
    rest = noValues();
    rows = 0;
  };
  return {
    append: (row, values) => {
      if (row.label === undefined)
        throw new TypeError(`payment ${row.payment.id} has no label; a training table needs one on every row`);
      for (let at = 0; at < features.length; at += 1) features[at][rows] = values[at];
      for (let at = 0; at < REST.length; at += 1) rest[at].push(REST[at].of(row));
      rows += 1;
      if (rows === GROUP_ROWS) flush();
    },
    close: () => {
      flush();
      writer.finish();
    },
  };
};

/** One page a column: cutting columns of this size into pages only costs time. */
const LAYOUT = { rowGroupSize: GROUP_ROWS, pageSize: 0 };

const FEATURE_SCHEMA = FEATURE_NAMES.map((name) => ({ name, type: 'FLOAT', repetition_type: 'REQUIRED' }) as const);
const REST_SCHEMA = REST.map(({ of: _, ...column }) => ({ ...column, repetition_type: 'REQUIRED' }) as const);

const noValues = (): (string | number | bigint)[][] => REST.map(() => []);

const featureColumns = (columns: readonly Float32Array[], rows: number) =>
  FEATURE_NAMES.map((name, at) => ({ name, data: columns[at].subarray(0, rows), encoding: 'PLAIN' as const }));

const restColumns = (values: readonly (string | number | bigint)[][]) =>
  REST.map(({ name }, at) => ({ name, data: values[at] }));
