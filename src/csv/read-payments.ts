import { createHash } from 'node:crypto';
import { openBytes, startOfContent } from './byte-source.ts';
import { readHeader } from './header.ts';
import { inputError } from './input-error.ts';
import { rowMapper } from './map-row.ts';
import type { CsvMapping } from './mapping.ts';
import type { FaultyRow, Row } from './row.ts';
import { type SplitLine, splitLines } from './split-lines.ts';
import { textBlocks } from './text-blocks.ts';

export type ReadOptions = {
  /** Plain or gzipped, told by its first bytes. */
  readonly file: string;
  readonly mapping: CsvMapping;
  /** Rows before this line are passed over; lines count from 1, the header's. */
  readonly fromLine?: number;
  /** Most rows in a batch. */
  readonly batchRows?: number;
  /** The clock that bounds how far ahead a payment's time may be, epoch milliseconds. */
  readonly nowMs?: number;
};

export type RowBatch = {
  /** In file order, malformed lines in their place. Blank lines are left out. */
  readonly rows: readonly Row[];
  /** How much of the file has been read, in bytes on disk (compressed ones for gzip). */
  readonly bytesRead: number;
  readonly totalBytes: number;
};

const RAW_CHARS = 2000;

/**
 * Streams the payments of a CSV file in constant memory. A malformed line comes as a row with its error; what ends the reading
 * (no such file, no header, damaged gzip) is thrown as an InputError that names the place.
 */
export async function* readPayments(options: ReadOptions): AsyncGenerator<RowBatch> {
  const { file, mapping, batchRows = 500 } = options;
  const idPrefix = digestOf(await startOfContent(file));
  const source = await openBytes(file);
  let toRow: ToRow | undefined;
  let line = 0;
  for await (const block of textBlocks(source.chunks)) {
    let rows: Row[] = [];
    for (const split of splitLines(block, mapping.delimiter)) {
      line += 1;
      if (toRow === undefined) {
        toRow = rowsUnder(split, options, idPrefix);
        continue;
      }
      const row = toRow(split, line);
      if (row !== undefined) rows.push(row);
      if (rows.length < batchRows) continue;
      yield { rows, bytesRead: source.bytesRead(), totalBytes: source.totalBytes };
      rows = [];
    }
    if (rows.length > 0) yield { rows, bytesRead: source.bytesRead(), totalBytes: source.totalBytes };
  }
}

type ToRow = (split: SplitLine, line: number) => Row | undefined;

/** What makes rows of the lines under a header; nothing of a blank line or one before `fromLine`. */
const rowsUnder = (headerLine: SplitLine, options: ReadOptions, idPrefix: string): ToRow => {
  const { file, mapping, fromLine = 2, nowMs = Date.now() } = options;
  if (headerLine.fault !== undefined) {
    throw inputError(
      'header_missing',
      `${file} line 1`,
      `expected a header, got a line with ${headerLine.fault.detail}`,
    );
  }
  const header = readHeader(headerLine.fields, mapping, file);
  const mapper = rowMapper(mapping, { header, idPrefix, nowMs });
  const columns = header.names.length;
  return (split, line) => {
    const { fields, fault } = split;
    if (fields.length === 1 && fields[0] === '') return undefined;
    const whole = fields.length === columns;
    if (line < fromLine) {
      if (whole) mapper.skip(fields);
      return undefined;
    }
    const faulty = (error: Pick<FaultyRow['error'], 'reason' | 'detail'>): FaultyRow => {
      const { raw = fields.join(mapping.delimiter) } = split;
      return { line, error: { ...error, raw: raw.slice(0, RAW_CHARS) } };
    };
    if (fault !== undefined) return faulty(fault);
    if (!whole) return faulty({ reason: 'csv_columns', detail: `expected ${columns} columns, got ${fields.length}` });
    const mapped = mapper.map(fields, line);
    return 'payment' in mapped ? mapped : faulty(mapped);
  };
};

/** The same for the same content, so that a file replayed again has the same ids, whatever its name. */
const digestOf = (start: Buffer): string => createHash('sha256').update(start).digest('base64url').slice(0, 8);
