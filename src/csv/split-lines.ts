import Papa from 'papaparse';
import type { TextBlock } from './text-blocks.ts';

/** One line of a CSV file: its fields, or why it has none. */
export type SplitLine = {
  readonly fields: readonly string[];
  /** The line as it came, where joining the fields does not give it back. */
  readonly raw?: string;
  readonly fault?: LineFault;
};

export type LineFault = {
  readonly reason: 'csv_quotes' | 'csv_encoding' | 'csv_line_too_long';
  readonly detail: string;
};

/**
 * Splits a block of whole lines; one result a line. Where no line has a quote, Papa Parse splits the block in one go (1 µs a
 * line). Where one has, each is parsed by itself, so that a quote left open cannot swallow the lines after it.
 */
export const splitLines = ({ kind, text }: TextBlock, delimiter: string): readonly SplitLine[] => {
  if (kind === 'too-long') return [faulty(text, 'csv_line_too_long', `no line end within ${text.length} characters`)];
  if (text === '') return [{ fields: [''] }];
  if (text.includes('"') || text.includes('\uFFFD')) return text.split('\n').map((line) => splitLine(line, delimiter));
  return Papa.parse<string[]>(text, { delimiter, newline: '\n' }).data.map((fields) => ({ fields }));
};

const splitLine = (raw: string, delimiter: string): SplitLine => {
  if (raw.includes('\uFFFD')) return faulty(raw, 'csv_encoding', 'not UTF-8');
  if (raw === '') return { fields: [''] };
  const { data, errors } = Papa.parse<string[]>(raw, { delimiter, newline: '\n' });
  const [error] = errors;
  return error === undefined ? { fields: data[0] ?? [], raw } : faulty(raw, 'csv_quotes', error.message);
};

const faulty = (raw: string, reason: LineFault['reason'], detail: string): SplitLine => ({
  fields: [],
  raw,
  fault: { reason, detail },
});
