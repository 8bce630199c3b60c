import { CURRENCIES, minorDigits } from './currency.ts';
import type { Payment } from './payment.ts';

/** `$1,234.50`: an amount with the decimal places of its minor unit. */
export const moneyText = ({ amountMinor, currency }: Pick<Payment, 'amountMinor' | 'currency'>): string =>
  FORMATS[currency].format(amountMinor / 10 ** minorDigits(currency));

/** Making a formatter costs a hundred times what using it does. */
const FORMATS = Object.fromEntries(
  CURRENCIES.map((currency) => {
    const digits = minorDigits(currency);
    const places = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return [currency, new Intl.NumberFormat('en', { style: 'currency', currency, ...places })];
  }),
);
