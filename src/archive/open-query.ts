import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { messageOf } from '../message-of.ts';
import { ARCHIVE_PARTITION, ARCHIVE_TABLE } from './columns.ts';
import { type Cell, cellOf } from './query-cell.ts';

export type QueryRows = {
  readonly columns: readonly string[];
  /** Rows in order, read as they are asked for. */
  readonly rows: AsyncIterable<readonly Cell[]>;
};

export type ArchiveQuerying = {
  /** Runs one statement. Rejects with a `QueryError` that says what is wrong with it. */
  readonly run: (sql: string) => Promise<QueryRows>;
  readonly close: () => void;
};

export type QueryOptions = {
  /** Whether a change may be there more than once, as where Firehose wrote: then `decisions` takes one row a payment, which costs a sort. */
  readonly mayRepeat?: boolean;
};

/** All rows of a short answer. */
export const answerTo = async ({ run }: ArchiveQuerying, sql: string): Promise<readonly (readonly Cell[])[]> => {
  const found: (readonly Cell[])[] = [];
  for await (const row of (await run(sql)).rows) found.push(row);
  return found;
};

/** Carries a code, by which a command knows it for a person's mistake. */
export type QueryError = Error & { readonly code: 'query' };

/**
 * Opens an archive for SQL (DuckDB, in this process): `changes` as Athena has it, and of it `decisions` and `labels`, the newest of each
 * payment. Statements can read the archive's folder and nothing else, and load no extensions. Rejects when nothing is archived.
 */
export const openQuery = async (folder: string, { mayRepeat = false }: QueryOptions = {}): Promise<ArchiveQuerying> => {
  const table = join(resolve(folder), ARCHIVE_TABLE);
  if (!(await hasFiles(table)))
    throw queryError(`${table}: nothing is archived there; --data DIR tells where the data lives`);
  // Native code, so it is loaded by who asks an archive, and not by every command that could: SageMaker's machines lack it.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const statement of setUp(table, mayRepeat)) await connection.run(statement);
  return {
    run: (sql) => runOn(connection, sql),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
};

export const queryError = (message: string, cause?: unknown): QueryError =>
  Object.assign(new Error(message, { cause }), { code: 'query' as const });

const hasFiles = async (table: string): Promise<boolean> => {
  const names = await readdir(table, { recursive: true }).catch(() => []);
  return names.some((name) => name.endsWith('.parquet'));
};

const setUp = (table: string, mayRepeat: boolean): readonly string[] => [
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  `SET allowed_directories = [${quoted(`${table}/`)}]`,
  'SET enable_external_access = false',
  'SET lock_configuration = true',
  `CREATE VIEW ${ARCHIVE_TABLE} AS SELECT * FROM read_parquet(${quoted(`${table}/*/*.parquet`)},
     hive_partitioning = true, hive_types = {'${ARCHIVE_PARTITION}': VARCHAR}, union_by_name = true)`,
  `CREATE VIEW decisions AS SELECT * EXCLUDE (kind, fraud, labelled_at) FROM ${ARCHIVE_TABLE} WHERE kind = 'decision'
     ${mayRepeat ? 'QUALIFY row_number() OVER (PARTITION BY payment_id ORDER BY day) = 1' : ''}`,
  `CREATE VIEW labels AS SELECT payment_id, fraud, labelled_at, recorded_at FROM ${ARCHIVE_TABLE} WHERE kind = 'label'
     QUALIFY row_number() OVER (PARTITION BY payment_id ORDER BY labelled_at DESC NULLS LAST, recorded_at DESC) = 1`,
];

/** A text as an SQL literal. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const runOn = async (connection: DuckDBConnection, sql: string): Promise<QueryRows> => {
  try {
    const { count } = await connection.extractStatements(sql);
    if (count !== 1) throw queryError(`expected one statement, got ${count}`);
    const result = await connection.stream(sql);
    return { columns: result.deduplicatedColumnNames(), rows: rowsOf(result) };
  } catch (error) {
    throw asQueryError(error);
  }
};

async function* rowsOf(result: Awaited<ReturnType<DuckDBConnection['stream']>>): AsyncIterable<readonly Cell[]> {
  try {
    for await (const chunk of result.yieldRowsJs()) for (const row of chunk) yield row.map(cellOf);
  } catch (error) {
    throw asQueryError(error);
  }
}

const asQueryError = (error: unknown): QueryError => queryError(messageOf(error), error);
