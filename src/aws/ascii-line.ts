/** Signs that Intl writes before an amount, as the code of the currency they stand for. */
const SIGNS: readonly (readonly [sign: string, code: string])[] = [
  ['€', 'EUR '],
  ['£', 'GBP '],
  ['CN¥', 'CNY '],
  ['¥', 'JPY '],
  ['₹', 'INR '],
  ['₩', 'KRW '],
  ['₪', 'ILS '],
  ['₫', 'VND '],
  ['₱', 'PHP '],
];

/** One line of printable ASCII of at most so many characters; what has no plain form becomes a question mark. */
export const asciiLine = (line: string, most: number): string =>
  SIGNS.reduce((plain, [sign, code]) => plain.replaceAll(sign, code), line)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7e]/gu, '?')
    .trim()
    .slice(0, most);
