import { inputError } from './input-error.ts';
import type { CsvMapping } from './mapping.ts';

/** Where each column stands. */
export type Header = { readonly names: readonly string[]; readonly indexOf: (column: string) => number };

/** Checks that a file's first line is a header with every column the mapping names; throws an InputError when not. */
export const readHeader = (fields: readonly string[], mapping: CsvMapping, file: string): Header => {
  const names = fields.map((name) => name.trim());
  const place = `${file} line 1`;
  // Else the whole file would be its header, and none of it read.
  if (names.some((name) => name.includes('\r')))
    throw inputError(
      'header_missing',
      place,
      'expected lines that end in LF or CRLF, got a carriage return within one',
    );
  const wanted = columnsOf(mapping);
  const missing = wanted.filter((column) => !names.includes(column));
  if (missing.length === wanted.length) throw inputError('header_missing', place, noHeader(wanted, names, mapping));
  if (missing.length > 0) {
    throw inputError(
      'column_missing',
      place,
      `the mapping names ${quoted(missing)}, but the header has ${quoted(names)}`,
    );
  }
  const twice = wanted.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice !== undefined)
    throw inputError('column_twice', place, `the header has the column "${twice}" more than once`);
  return { names, indexOf: (column) => names.indexOf(column) };
};

const noHeader = (wanted: readonly string[], names: readonly string[], { delimiter }: CsvMapping): string =>
  `expected a header with the columns ${quoted(wanted)}, separated by ${JSON.stringify(delimiter)}, got ${quoted(names)}`;

const quoted = (names: readonly string[]): string => {
  const shown = names.slice(0, 20).map((name) => `"${name.slice(0, 60)}"`);
  return shown.join(', ') + (names.length > shown.length ? ` and ${names.length - shown.length} more` : '');
};

const columnsOf = (mapping: CsvMapping): readonly string[] => {
  const found = new Set<string>();
  JSON.stringify(mapping, (key, value: unknown) => {
    if (key === 'column' && typeof value === 'string') found.add(value);
    return key === 'values' ? undefined : value;
  });
  return [...found];
};
