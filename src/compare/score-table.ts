import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api';
import { quoted } from '../archive/open-query.ts';
import { messageOf } from '../message-of.ts';
import { registryFault } from '../registry/fault.ts';

/** Scores a row of features, in the order of the manifest. */
export type ScoreOf = (row: Float32Array) => number;

export type ScoredTable = {
  readonly digest: string;
  readonly featuresVersion: string;
  readonly fraud: Uint8Array;
  /** US cents. */
  readonly cents: Float64Array;
  /** One array a scorer, in their order. */
  readonly scores: readonly Float64Array[];
  /** Epoch milliseconds of the first and the last payment. */
  readonly fromMs: number;
  readonly toMs: number;
};

export type TableQuery = {
  /** A Parquet file of `npm run features`. */
  readonly file: string;
  /** Rows of payments before this are passed over; epoch milliseconds. */
  readonly afterMs: number;
  readonly features: readonly string[];
  readonly scorers: readonly ScoreOf[];
};

/** Walks over a feature table in constant memory but for the scores. Throws a RegistryFault when it is none or lacks a feature. */
export const scoreTable = async (query: TableQuery): Promise<ScoredTable> => {
  const { file } = query;
  if (!existsSync(file)) throw registryFault(`${file}: no such table; npm run features writes one`);
  const digest = await fileDigest(file);
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    const featuresVersion = await featuresVersionOf(connection, query);
    return { digest, featuresVersion, ...(await walk(connection, query)) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};

export const fileDigest = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes);
  return hash.digest('hex');
};

const rowsOf = async (connection: DuckDBConnection, file: string, sql: string) => {
  try {
    return await (await connection.run(sql)).getRowObjectsJS();
  } catch (error) {
    throw registryFault(`${file}: ${messageOf(error)}`, error);
  }
};

const featuresVersionOf = async (connection: DuckDBConnection, { file, features }: TableQuery): Promise<string> => {
  const [meta] = await rowsOf(
    connection,
    file,
    `SELECT decode(value) AS version FROM parquet_kv_metadata(${quoted(file)}) WHERE decode(key) = 'featuresVersion'`,
  );
  const schema = await rowsOf(connection, file, `SELECT name FROM parquet_schema(${quoted(file)})`);
  const names = new Set(schema.map(({ name }) => name));
  const missing = [...features, 'label', 'amountCents', 'occurredAtMs'].filter((name) => !names.has(name));
  if (meta === undefined || missing.length > 0)
    throw registryFault(
      `${file}: is no feature table of this code: it lacks ${missing.join(', ') || 'its featuresVersion'}`,
    );
  return String(meta['version']);
};

const walk = async (connection: DuckDBConnection, { file, afterMs, features, scorers }: TableQuery) => {
  const columns = features.map((name) => `"${name}"::FLOAT`).join(', ');
  const from = `FROM read_parquet(${quoted(file)}) WHERE "occurredAtMs" > ${Math.floor(afterMs)}`;
  const [{ rows, first, last }] = await rowsOf(
    connection,
    file,
    `SELECT count(*)::INTEGER AS rows, min("occurredAtMs")::DOUBLE AS first, max("occurredAtMs")::DOUBLE AS last ${from}`,
  );
  const count = Number(rows);
  const read = {
    fraud: new Uint8Array(count),
    cents: new Float64Array(count),
    scores: scorers.map(() => new Float64Array(count)),
  };
  const row = new Float32Array(features.length);
  const result = await connection.stream(`SELECT "label"::UTINYINT, "amountCents"::DOUBLE, ${columns} ${from}`);
  for (let done = 0; done < count; ) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    const [fraud, cents, ...values] = columnsOf(chunk);
    for (let at = 0; at < chunk.rowCount; at += 1) {
      for (let column = 0; column < values.length; column += 1) row[column] = values[column][at];
      read.fraud[done + at] = fraud[at];
      read.cents[done + at] = cents[at];
      for (let model = 0; model < scorers.length; model += 1) read.scores[model][done + at] = scorers[model](row);
    }
    done += chunk.rowCount;
  }
  return { ...read, fromMs: Number(first), toMs: Number(last) };
};

/** All columns are of plain numbers, which the engine hands over as typed arrays; a null would be a NaN. */
const columnsOf = (chunk: DuckDBDataChunk): readonly ArrayLike<number>[] =>
  Array.from({ length: chunk.columnCount }, (_, at) => {
    const vector = chunk.getColumnVector(at);
    return 'items' in vector && ArrayBuffer.isView(vector.items)
      ? (vector.items as Float32Array)
      : chunk.getColumnValues(at).map((value) => (value === null ? Number.NaN : Number(value)));
  });
