import { type Currency, DOLLARS_PER_UNIT, minorDigits } from '../domain/payment/currency.ts';
import { decimalToMinor } from './decimal-to-minor.ts';
import type { Header } from './header.ts';
import type { BalanceSource, TextSource } from './mapping.ts';

/** A row's fields, as text. */
export type Fields = readonly string[];

/** Reads a value from a row: undefined when there is none, null when the text cannot be read as one. */
export type Reader<T> = (fields: Fields) => T | undefined | null;

type Column = { readonly column: string; readonly none?: readonly string[] };

/** Minor units of the row's currency. */
export const moneyReader = (
  source: BalanceSource,
  header: Header,
  digitsOf: (fields: Fields) => number,
): Reader<number> => {
  const text = columnReader(source, header);
  return (fields) => {
    const found = text(fields);
    if (found === undefined) return undefined;
    return decimalToMinor(found, source.unit === 'minor' ? 0 : digitsOf(fields)) ?? null;
  };
};

export const balanceReader = (
  source: BalanceSource,
  money: Reader<number>,
  account: Reader<string>,
): Reader<number> => {
  const { zeroIsUnknownFor } = source;
  if (zeroIsUnknownFor === undefined) return money;
  return (fields) => {
    const found = money(fields);
    return found === 0 && account(fields)?.startsWith(zeroIsUnknownFor) ? undefined : found;
  };
};

export const textReader = (source: TextSource, header: Header): Reader<string> => {
  const { column, constant, prefix, values } = source;
  if (column === undefined) return () => constant;
  const text = columnReader({ column, none: source.none }, header);
  if (prefix === '' && Object.keys(values).length === 0) return text;
  const replaced = new Map(Object.entries(values));
  return (fields) => {
    const found = text(fields);
    return found === undefined ? undefined : prefix + (replaced.get(found) ?? found);
  };
};

export const numberReader = (source: Column, header: Header): Reader<number> => {
  const text = columnReader(source, header);
  return (fields) => {
    const found = text(fields);
    if (found === undefined) return undefined;
    return /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/.test(found) ? Number(found) : null;
  };
};

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['0', false],
  ['0.0', false],
  ['false', false],
  ['1', true],
  ['1.0', true],
  ['true', true],
]);

export const flagReader = (source: Column, header: Header): Reader<boolean> => {
  const text = columnReader(source, header);
  return (fields) => {
    const found = text(fields);
    return found === undefined ? undefined : (FLAGS.get(found) ?? FLAGS.get(found.toLowerCase()) ?? null);
  };
};

/** Decimal places of the row's currency; 2 where it has none that is known, which the schema then refuses. */
export const digitsReader = (currency: Reader<string>): ((fields: Fields) => number) => {
  const known = new Map<string, number>();
  return (fields) => {
    const code = currency(fields) ?? '';
    const found = known.get(code) ?? digitsOrTwo(code);
    if (known.size < 1000) known.set(code, found);
    return found;
  };
};

const digitsOrTwo = (code: string): number => (isCurrency(code) ? minorDigits(code) : 2);

export const columnReader = (
  { column, none = [] }: Column,
  header: Header,
): ((fields: Fields) => string | undefined) => {
  const index = header.indexOf(column);
  const [onlyNone] = none;
  if (none.length <= 1) return (fields) => (fields[index] === onlyNone ? undefined : fields[index]);
  return (fields) => (none.includes(fields[index] ?? '') ? undefined : fields[index]);
};

const isCurrency = (code: string): code is Currency => Object.hasOwn(DOLLARS_PER_UNIT, code);
