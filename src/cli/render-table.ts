import type { Cell } from '../archive/query-cell.ts';
import { escaped } from './escaped.ts';

const MOST_WIDE = 60;

/** Columns side by side, numbers to the right; cells hold texts of others, and are escaped. */
export const renderTable = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  const texts = rows.map((row) => row.map(textOf));
  const widths = columns.map((name, at) => Math.max(name.length, ...texts.map((row) => row[at].length)));
  const numeric = columns.map((_, at) => rows.some((row) => typeof row[at] === 'number'));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (numeric[at] ? cell.padStart(widths[at]) : cell.padEnd(widths[at])))
      .join('  ')
      .trimEnd();
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...texts.map(line)].join('\n');
};

const textOf = (cell: Cell): string => {
  if (cell === null) return '';
  const text = Array.isArray(cell) ? cell.map(textOf).join(', ') : escaped(String(cell));
  return text.length > MOST_WIDE ? `${text.slice(0, MOST_WIDE - 1)}…` : text;
};
