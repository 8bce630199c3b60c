import { openQuery, type QueryOptions } from '../../src/archive/open-query.ts';
import type { Cell } from '../../src/archive/query-cell.ts';

/** The rows that a statement gives over an archive's folder, by column. */
export const asked = async (
  folder: string,
  sql: string,
  options: QueryOptions = {},
): Promise<readonly Readonly<Record<string, Cell>>[]> => {
  const archive = await openQuery(folder, options);
  try {
    const { columns, rows } = await archive.run(sql);
    const found: Record<string, Cell>[] = [];
    for await (const row of rows) found.push(Object.fromEntries(row.map((cell, at) => [columns[at], cell])));
    return found;
  } finally {
    archive.close();
  }
};
