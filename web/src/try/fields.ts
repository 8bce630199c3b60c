import type { Currency, Payment, PaymentType } from '../api-types.ts';

export type Field = {
  /** JSON Pointer of its place in a payment. */
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly options?: readonly string[];
  readonly inputMode?: 'decimal' | 'numeric';
  /** Takes a whole line on a phone. */
  readonly wide?: boolean;
};

const TYPES = ['CARD', 'TRANSFER', 'CASH_OUT', 'CASH_IN', 'PAYMENT', 'DEBIT'] as const satisfies readonly PaymentType[];
const CHANNELS = [
  'web',
  'mobile',
  'pos',
  'atm',
  'branch',
  'phone',
  'api',
] as const satisfies readonly Payment['channel'][];
const CURRENCIES = [
  'USD',
  'EUR',
  'GBP',
  'CHF',
  'JPY',
  'CNY',
  'INR',
  'AUD',
  'CAD',
  'SEK',
  'BRL',
  'MXN',
] as const satisfies readonly Currency[];

export const MAIN_FIELDS: readonly Field[] = [
  { path: '/type', label: 'Type', required: true, options: TYPES, wide: true },
  { path: '/amountMinor', label: 'Amount', required: true, inputMode: 'decimal' },
  { path: '/currency', label: 'Currency', required: true, options: CURRENCIES },
  { path: '/sender/account', label: 'From account', required: true, wide: true },
  { path: '/sender/balanceBeforeMinor', label: 'Sender’s balance', inputMode: 'decimal' },
  { path: '/sender/country', label: 'Sender’s country' },
  { path: '/receiver/account', label: 'To account', required: true, wide: true },
  { path: '/receiver/balanceBeforeMinor', label: 'Receiver’s balance', inputMode: 'decimal' },
  { path: '/receiver/country', label: 'Receiver’s country' },
];

export const MORE_FIELDS: readonly Field[] = [
  { path: '/channel', label: 'Channel', options: ['', ...CHANNELS] },
  { path: '/deviceId', label: 'Device' },
  { path: '/ip', label: 'IP address' },
  { path: '/card', label: 'Card', hint: 'token or hash' },
  { path: '/merchantCategory', label: 'Merchant category', hint: 'four digits', inputMode: 'numeric' },
  { path: '/failed', label: 'Failed elsewhere', options: ['', 'true'] },
  { path: '/location/latitude', label: 'Latitude', inputMode: 'decimal' },
  { path: '/location/longitude', label: 'Longitude', inputMode: 'decimal' },
  { path: '/occurredAt', label: 'Occurred at', hint: 'now when empty' },
  { path: '/id', label: 'Payment id', required: true, wide: true },
];

export const isMoreField = (path: string): boolean => MORE_FIELDS.some((field) => field.path === path);

/** The form field of an issue's place; undefined when the form has none there. */
export const fieldOf = (path: string): Field | undefined =>
  [...MAIN_FIELDS, ...MORE_FIELDS].find((field) => field.path === path);

/** The first field from the top with an issue: issues come in the order of the schema, not of the form. */
export const firstFieldOf = (issues: readonly { readonly path: string }[]): Field | undefined =>
  [...MAIN_FIELDS, ...MORE_FIELDS].find((field) => issues.some(({ path }) => path === field.path));
