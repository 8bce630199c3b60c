import type { Header } from './header.ts';
import type { CsvMapping } from './mapping.ts';
import {
  balanceReader,
  digitsReader,
  type Fields,
  flagReader,
  moneyReader,
  numberReader,
  type Reader,
  textReader,
} from './readers.ts';

/** Reads one property of a payment, or of a party, from a row. */
export type FieldReader = {
  readonly key: string;
  /** Absent for a constant. */
  readonly column: string | undefined;
  readonly expected: string;
  readonly read: Reader<string | number | boolean>;
};

export type FieldReaders = Readonly<Record<'payment' | 'sender' | 'receiver' | 'location', readonly FieldReader[]>>;

const MONEY = 'a decimal number such as 181.00';

/** Readers for everything the mapping names but the id, the time, the label and the scenario. */
export const fieldReaders = (mapping: CsvMapping, header: Header): FieldReaders => {
  const digitsOf = digitsReader(textReader(mapping.currency, header));
  const texts = ['type', 'currency', 'channel', 'deviceId', 'ip', 'card', 'merchantCategory'] as const;
  const amount = { key: 'amountMinor', column: mapping.amount.column, expected: MONEY };
  return {
    payment: [
      { ...amount, read: moneyReader({ ...mapping.amount, none: [] }, header, digitsOf) },
      ...texts.flatMap((key) => textField(key, mapping[key], header)),
      ...sourced(mapping.failed, (source) => ({
        key: 'failed',
        column: source.column,
        expected: '0 or 1',
        read: flagReader(source, header),
      })),
    ],
    sender: partyFields(mapping.sender, header, digitsOf),
    receiver: partyFields(mapping.receiver, header, digitsOf),
    location: (['latitude', 'longitude'] as const).flatMap((key) =>
      sourced(mapping[key], (source) => ({
        key,
        column: source.column,
        expected: 'degrees',
        read: numberReader(source, header),
      })),
    ),
  };
};

type PartySource = CsvMapping['sender'];

const partyFields = (
  { account, balanceBefore, country }: PartySource,
  header: Header,
  digitsOf: (fields: Fields) => number,
): readonly FieldReader[] => [
  ...textField('account', account, header),
  ...sourced(balanceBefore, (source) => ({
    key: 'balanceBeforeMinor',
    column: source.column,
    expected: MONEY,
    read: balanceReader(source, moneyReader(source, header, digitsOf), textReader(account, header)),
  })),
  ...textField('country', country, header),
];

const textField = (key: string, source: CsvMapping['type'] | undefined, header: Header): readonly FieldReader[] =>
  sourced(source, (given) => ({ key, column: given.column, expected: 'text', read: textReader(given, header) }));

const sourced = <S>(source: S | undefined, readerOf: (source: S) => FieldReader): readonly FieldReader[] =>
  source === undefined ? [] : [readerOf(source)];
