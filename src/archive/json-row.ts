import { ARCHIVE_COLUMNS } from './columns.ts';
import type { ArchiveRow } from './row.ts';

const TIMES: ReadonlySet<string> = new Set(
  ARCHIVE_COLUMNS.flatMap(([name, type]) => (type === 'timestamp' ? [name] : [])),
);

/**
 * A row as a JSON object for Firehose to convert to Parquet: a key a column, a column that does not apply left out. Times are in ISO 8601 with
 * `Z`, the first of the formats that Firehose documents for the OpenX SerDe, and the only one that says its own unit.
 */
export const jsonRow = (row: ArchiveRow): string =>
  JSON.stringify(row, (name, value) => (TIMES.has(name) ? new Date(value).toISOString() : value));
