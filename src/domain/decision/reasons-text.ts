import { FEATURES } from '../features/index.ts';
import { PAYMENT_TYPES } from '../payment/payment.ts';
import { RULES } from '../rules/index.ts';
import type { Reason } from './decision.ts';

/** A reason as a sentence for a person: a rule's own text, or what the model's feature means and its value. */
export const reasonText = (reason: Reason): string => {
  if (reason.source === 'model') return modelText(reason);
  const rule = RULES.find(({ id }) => id === reason.code);
  return rule === undefined
    ? reason.code
    : rule.text.replace(/\{([^}]+)\}/g, (_, name: string) => shown(name, reason.values[name]));
};

const modelText = ({ code, values }: Reason): string => {
  const meaning = FEATURES.find(({ name }) => name === code)?.meaning ?? code;
  return `${meaning[0].toUpperCase()}${meaning.slice(1)}: ${values[code] === undefined ? 'unknown' : shown(code, values[code])}`;
};

const shown = (name: string, value: number | undefined): string => {
  const unit = FEATURES.find((feature) => feature.name === name)?.unit ?? '';
  return value === undefined ? 'an unknown value' : (FORMATS[unit] ?? plain)(value);
};

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
/** A feature is a 32-bit float: from 2^24 cents on it tells some seven digits of an amount, and no cents. */
const EXACT_CENTS = 2 ** 24;
const roundDollars = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 0,
  maximumSignificantDigits: 7,
  roundingPriority: 'lessPrecision',
});
const plain = (value: number): string => number.format(value);
const counted = (one: string, many: string) => (value: number) => `${plain(value)} ${value === 1 ? one : many}`;

const duration = (seconds: number): string => {
  if (seconds < 90) return `${plain(seconds)} s`;
  if (seconds < 5_400) return `${plain(seconds / 60)} min`;
  return seconds < 172_800 ? `${plain(seconds / 3600)} h` : `${plain(seconds / 86_400)} days`;
};

/** How each unit of a feature reads. */
export const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  cents: (value) => (value < EXACT_CENTS ? dollars : roundDollars).format(value / 100),
  share: (value) => `${plain(value * 100)} %`,
  ratio: (value) => `${plain(value)} times`,
  seconds: duration,
  km: (value) => `${plain(value)} km`,
  'km/h': (value) => `${plain(value)} km/h`,
  payments: counted('payment', 'payments'),
  accounts: counted('account', 'accounts'),
  flag: (value) => (value === 1 ? 'yes' : 'no'),
  hour: (value) => `${value}:00 UTC`,
  code: (value) => PAYMENT_TYPES[value]?.toLowerCase().replace('_', ' ') ?? plain(value),
};
