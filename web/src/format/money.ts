/** An amount in minor units of its currency: 123456 of USD is `$1,234.56`. */
export const asMoney = (amountMinor: number, currency: string): string =>
  formatOf(currency).format(amountMinor / 10 ** minorDigitsOf(currency));

/** US cents as dollars, with a letter for thousands and millions from 100,000 dollars up: `$1.24M`. */
export const asDollars = (cents: number): string =>
  Math.abs(cents) >= 10_000_000 ? compactDollars.format(cents / 100) : asMoney(Math.round(cents), 'USD');

/** The API's, not those of Intl: its data counts coins in use (0 places for HUF), and differs between browsers. */
const WITHOUT_DECIMALS: readonly string[] = ['JPY', 'KRW'];

/** Decimal places of a currency's minor unit (ISO 4217). */
export const minorDigitsOf = (currency: string): number => (WITHOUT_DECIMALS.includes(currency) ? 0 : 2);

const compactDollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  notation: 'compact',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (currency: string): Intl.NumberFormat => {
  const known = formats.get(currency);
  if (known !== undefined) return known;
  const digits = minorDigitsOf(currency);
  const made = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(currency, made);
  return made;
};
