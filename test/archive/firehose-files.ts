import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { ARCHIVE_COLUMNS } from '../../lib/archive-columns.ts';
import { quoted } from '../../src/archive/open-query.ts';

type GlueType = (typeof ARCHIVE_COLUMNS)[number][1];

const IN_DUCKDB: Readonly<Record<GlueType, string>> = {
  string: 'VARCHAR',
  timestamp: 'TIMESTAMP',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  'array<string>': 'VARCHAR[]',
};

/** What the OpenX SerDe takes for a column of each type; a time as Firehose's guide gives it first. */
const TAKES: Readonly<Record<GlueType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  timestamp: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z$/.test(value),
  bigint: Number.isSafeInteger,
  double: Number.isFinite,
  boolean: (value) => typeof value === 'boolean',
  'array<string>': (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
};

const TYPES: ReadonlyMap<string, GlueType> = new Map(ARCHIVE_COLUMNS.map(([name, type]) => [name, type]));

/** The rows in a record: JSON objects, a line each. Throws where Firehose would fail, or silently drop what the table has no column for. */
export const rowsIn = (record: Buffer): readonly Readonly<Record<string, unknown>>[] => {
  if (record.length > 1_024_000) throw new Error(`a record has at most 1,024,000 bytes, got ${record.length}`);
  return record
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const row: Record<string, unknown> = JSON.parse(line);
      for (const [name, value] of Object.entries(row)) {
        const type = TYPES.get(name);
        if (type === undefined || !TAKES[type](value)) throw new Error(`${type} ${name}: ${JSON.stringify(value)}`);
      }
      return row;
    });
};

/** Parquet files as Firehose makes them of its records: the columns of the Glue table, by the day on which they came. */
export const writeAsFirehose = async (
  folder: string,
  records: readonly Buffer[],
  day = '2026-03-02',
): Promise<void> => {
  const partition = join(folder, 'changes', `day=${day}`);
  await mkdir(partition, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = ARCHIVE_COLUMNS.map(([name, type]) => `${name}: '${IN_DUCKDB[type]}'`).join(', ');
  for (const [at, record] of records.entries()) {
    const json = join(folder, `${at}.json`);
    await writeFile(
      json,
      rowsIn(record)
        .map((row) => JSON.stringify(row))
        .join('\n'),
    );
    await connection.run(
      `COPY (SELECT * FROM read_json(${quoted(json)}, format = 'newline_delimited', columns = {${columns}}))
       TO ${quoted(join(partition, `${at}.parquet`))} (FORMAT parquet)`,
    );
  }
  connection.closeSync();
  instance.closeSync();
};
