/** An amount in minor units of its currency: 123456 of USD is `$1,234.56`. */
export const asMoney = (amountMinor: number, currency: string): string => {
  const format = formatOf(currency);
  return format.format(amountMinor / 10 ** digitsOf(format));
};

/** US cents as dollars, with a letter for thousands and millions from 100,000 dollars up: `$1.24M`. */
export const asDollars = (cents: number): string =>
  Math.abs(cents) >= 10_000_000 ? compactDollars.format(cents / 100) : asMoney(Math.round(cents), 'USD');

/** US cents as dollars on an axis: `$10K`. */
export const asAxisDollars = (cents: number): string => axisDollars.format(cents / 100);

/** Decimal places of a currency's minor unit (ISO 4217). */
export const minorDigitsOf = (currency: string): number => digitsOf(formatOf(currency));

const compactDollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  notation: 'compact',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const axisDollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  notation: 'compact',
  maximumSignificantDigits: 2,
});

const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (currency: string): Intl.NumberFormat => {
  const known = formats.get(currency);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  formats.set(currency, made);
  return made;
};

const digitsOf = (format: Intl.NumberFormat): number => format.resolvedOptions().maximumFractionDigits ?? 2;
