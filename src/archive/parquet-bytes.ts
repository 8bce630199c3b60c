import { parquetWriteBuffer } from 'hyparquet-writer';
import { ARCHIVE_COLUMNS, type ColumnType } from './columns.ts';
import type { ArchiveRow } from './row.ts';

/** A Parquet file with these rows, as Firehose would write it for the table: every column optional, compressed by Snappy. */
export const parquetBytes = (rows: readonly ArchiveRow[]): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      schema: [...SCHEMA],
      codec: 'SNAPPY',
      statistics: false,
      rowGroupSize: rows.length,
      columnData: ARCHIVE_COLUMNS.map(([name, type]) => ({ name, data: columnOf(rows, name, type) })),
    }),
  );

type Cell = string | number | bigint | boolean | readonly string[] | null | undefined;

const columnOf = (rows: readonly Readonly<Partial<Record<string, Cell>>>[], name: string, type: ColumnType): Cell[] => {
  if (type !== 'bigint') return rows.map((row) => row[name]);
  return rows.map((row) => {
    const value = row[name];
    return typeof value === 'number' ? BigInt(value) : undefined;
  });
};

const leaf = (name: string, type: Exclude<ColumnType, 'array<string>'>) => {
  const common = { name, repetition_type: 'OPTIONAL' } as const;
  switch (type) {
    case 'string':
      return { ...common, type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
    case 'timestamp':
      return { ...common, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' } as const;
    case 'bigint':
      return { ...common, type: 'INT64' } as const;
    case 'double':
      return { ...common, type: 'DOUBLE' } as const;
    case 'boolean':
      return { ...common, type: 'BOOLEAN' } as const;
  }
};

const list = (name: string) =>
  [
    { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    leaf('element', 'string'),
  ] as const;

const SCHEMA = [
  { name: 'root', num_children: ARCHIVE_COLUMNS.length },
  ...ARCHIVE_COLUMNS.flatMap(([name, type]) => (type === 'array<string>' ? list(name) : [leaf(name, type)])),
];
