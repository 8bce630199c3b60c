/**
 * US dollars for one unit of each currency, rounded mid-market rates of 2026-01-02.
 * They only bring amounts to one scale for windows, features and policy; no payment is settled with them.
 * They are part of the policy's version: a changed rate is a new policy.
 */
export const DOLLARS_PER_UNIT = {
  USD: 1,
  EUR: 1.17,
  GBP: 1.35,
  CHF: 1.26,
  JPY: 0.0064,
  CNY: 0.143,
  INR: 0.0111,
  AUD: 0.67,
  CAD: 0.73,
  NZD: 0.58,
  SGD: 0.78,
  HKD: 0.128,
  KRW: 0.00069,
  SEK: 0.108,
  NOK: 0.099,
  DKK: 0.157,
  PLN: 0.278,
  CZK: 0.0484,
  HUF: 0.00304,
  RON: 0.23,
  TRY: 0.0233,
  ILS: 0.314,
  AED: 0.2723,
  SAR: 0.2667,
  ZAR: 0.06,
  NGN: 0.00069,
  KES: 0.00775,
  EGP: 0.021,
  BRL: 0.183,
  MXN: 0.0556,
} as const;

export type Currency = keyof typeof DOLLARS_PER_UNIT;

export const CURRENCIES = Object.keys(DOLLARS_PER_UNIT) as [Currency, ...Currency[]];

/** Not from Intl: its data counts coins in use (0 places for HUF), and differs between versions of Node. */
const WITHOUT_DECIMALS: readonly Currency[] = ['JPY', 'KRW'];

/** Decimal places of a currency's minor unit (ISO 4217): 2 for USD, 0 for JPY. */
export const minorDigits = (currency: Currency): number => (WITHOUT_DECIMALS.includes(currency) ? 0 : 2);

const CENTS_PER_MINOR = Object.fromEntries(
  CURRENCIES.map((currency) => [currency, (DOLLARS_PER_UNIT[currency] * 100) / 10 ** minorDigits(currency)]),
);

/** An amount in minor units of its currency, in US cents: the scale of every window, feature and cost. */
export const toCents = (amountMinor: number, currency: Currency): number =>
  currency === 'USD' ? amountMinor : Math.round(amountMinor * CENTS_PER_MINOR[currency]);
