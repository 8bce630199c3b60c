import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'queries');

export type ArchiveQuery = {
  /** Name of its file, such as `money-saved`. */
  readonly name: string;
  /** Its first line: what it tells. */
  readonly description: string;
  /** Over one table, `changes`; of the SQL that Athena and DuckDB have in common. */
  readonly sql: string;
};

export const archiveQueries = (): readonly ArchiveQuery[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(FOLDER, file), 'utf8');
      return { name: basename(file, '.sql'), description: sql.split('\n')[0].replace(/^-- /, ''), sql };
    });
