import { type Issue, parsePayment } from '../domain/payment/parse-payment.ts';
import { occurredAtMs } from '../domain/payment/payment.ts';
import { type FieldReader, fieldReaders } from './field-readers.ts';
import type { Header } from './header.ts';
import type { CsvMapping } from './mapping.ts';
import { columnReader, type Fields, flagReader, type Reader, textReader } from './readers.ts';
import type { PaymentRow } from './row.ts';
import { EXPECTED_TIME, rowTime } from './row-time.ts';

export type Mapped = PaymentRow | { readonly reason: 'csv_value' | 'invalid_payment'; readonly detail: string };

export type RowMapper = {
  /** Rows must be given in file order, for the times told apart by it. */
  readonly map: (fields: Fields, line: number) => Mapped;
  /** Passes over a row as if it had been mapped. */
  readonly skip: (fields: Fields) => void;
};

type Context = { readonly header: Header; readonly idPrefix: string; readonly nowMs: number };

/** Prepares a mapping for the rows under a header; ids without a column are `idPrefix`-`line`. */
export const rowMapper = (mapping: CsvMapping, { header, idPrefix, nowMs }: Context): RowMapper => {
  const timeText = columnReader(mapping.occurredAt, header);
  const time = rowTime(mapping.occurredAt);
  const idOf = idReader(mapping, header, idPrefix);
  const candidateOf = candidateReader(mapping, header);
  const labelOf = mapping.label === undefined ? () => undefined : flagReader(mapping.label, header);
  const labelledAtOf = labelledAtReader(mapping, header);
  const scenarioOf = mapping.scenario === undefined ? () => undefined : textReader(mapping.scenario, header);
  const timeField = { column: mapping.occurredAt.column, expected: EXPECTED_TIME[mapping.occurredAt.format] };
  const placeOf = columnsByPath(mapping, header);

  const map = (fields: Fields, line: number): Mapped => {
    const unread: string[] = [];
    const occurredAt = time(timeText(fields) ?? '');
    if (occurredAt === null) unread.push(unreadable(timeField, fields, header));
    const label = labelOf(fields);
    if (label === null) unread.push(unreadable({ column: mapping.label?.column, expected: '0 or 1' }, fields, header));
    const labelledAtMs = labelledAtOf(fields);
    if (labelledAtMs === null && mapping.labelledAt !== undefined)
      unread.push(
        unreadable(
          { column: mapping.labelledAt.column, expected: EXPECTED_TIME[mapping.labelledAt.format] },
          fields,
          header,
        ),
      );
    const candidate = candidateOf(fields, unread);
    if (unread.length > 0) return { reason: 'csv_value', detail: unread.join('; ') };
    const parsed = parsePayment({ id: idOf(fields, line), occurredAt, ...candidate }, nowMs);
    if (!parsed.ok)
      return { reason: 'invalid_payment', detail: parsed.issues.map((issue) => told(issue, placeOf)).join('; ') };
    if (typeof labelledAtMs === 'number' && labelledAtMs < occurredAtMs(parsed.value))
      return {
        reason: 'csv_value',
        detail: `column ${mapping.labelledAt?.column}: expected a time after that of the payment`,
      };
    const scenario = scenarioOf(fields);
    return {
      line,
      payment: parsed.value,
      ...(label === undefined || label === null ? {} : { label }),
      ...(labelledAtMs === undefined || labelledAtMs === null ? {} : { labelledAtMs }),
      ...(scenario === undefined || scenario === null ? {} : { scenario }),
    };
  };
  return { map, skip: (fields) => void time(timeText(fields) ?? '') };
};

/** Epoch milliseconds; undefined where the file does not say. */
const labelledAtReader = ({ labelledAt }: CsvMapping, header: Header): Reader<number> => {
  if (labelledAt === undefined) return () => undefined;
  const text = columnReader(labelledAt, header);
  const time = rowTime(labelledAt);
  return (fields) => {
    const found = text(fields) ?? '';
    if (found === '') return undefined;
    const atMs = Date.parse(time(found) ?? '');
    return Number.isNaN(atMs) ? null : atMs;
  };
};

const idReader = ({ id }: CsvMapping, header: Header, idPrefix: string): ((fields: Fields, line: number) => string) => {
  if (id.column === undefined) return (_fields, line) => `${id.prefix ?? idPrefix}-${line}`;
  const index = header.indexOf(id.column);
  const prefix = id.prefix ?? '';
  return (fields) => ownText(`${prefix}${fields[index]}`);
};

/** A text with characters of its own: one cut out of a block of the file keeps the whole block in memory for as long as it is kept. */
const ownText = (text: string): string => Buffer.from(text).toString();

type Candidate = Readonly<Record<string, unknown>>;

const candidateReader = (mapping: CsvMapping, header: Header): ((fields: Fields, unread: string[]) => Candidate) => {
  const readers = fieldReaders(mapping, header);
  const group = (of: readonly FieldReader[], fields: Fields, unread: string[]): Record<string, unknown> => {
    const found: Record<string, unknown> = {};
    for (const reader of of) {
      const value = reader.read(fields);
      if (value === null) unread.push(unreadable(reader, fields, header));
      else if (value !== undefined) found[reader.key] = value;
    }
    return found;
  };
  return (fields, unread) => {
    const candidate = group(readers.payment, fields, unread);
    candidate['sender'] = group(readers.sender, fields, unread);
    candidate['receiver'] = group(readers.receiver, fields, unread);
    if (readers.location.length > 0) {
      const location = group(readers.location, fields, unread);
      if (Object.keys(location).length > 0) candidate['location'] = location;
    }
    return candidate;
  };
};

type Wanted = { readonly column: string | undefined; readonly expected: string };

const unreadable = ({ column = '', expected }: Wanted, fields: Fields, header: Header): string =>
  `column ${column}: expected ${expected}, got ${JSON.stringify((fields[header.indexOf(column)] ?? '').slice(0, 80))}`;

const columnsByPath = (mapping: CsvMapping, header: Header): ReadonlyMap<string, string> => {
  const readers = fieldReaders(mapping, header);
  const paths = (prefix: string, of: readonly FieldReader[]): readonly (readonly [string, string])[] =>
    of.flatMap(({ key, column }) => (column === undefined ? [] : [[`${prefix}/${key}`, column]]));
  return new Map([
    ['/occurredAt', mapping.occurredAt.column],
    ...(mapping.id.column === undefined ? [] : [['/id', mapping.id.column] as const]),
    ...paths('', readers.payment),
    ...paths('/sender', readers.sender),
    ...paths('/receiver', readers.receiver),
    ...paths('/location', readers.location),
  ]);
};

const told = ({ path, message }: Issue, columns: ReadonlyMap<string, string>): string => {
  const column = columns.get(path);
  return column === undefined ? `${path || '/'}: ${message}` : `column ${column} (${path}): ${message}`;
};
