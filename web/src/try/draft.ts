import type { PaymentDraft } from '../api-types.ts';
import { minorDigitsOf } from '../format/money.ts';

/** What stands in the form: the text of each field under the JSON Pointer of its place in a payment, as problem details name it. */
export type FormValues = Readonly<Record<string, string>>;

const MONEY = ['/amountMinor', '/sender/balanceBeforeMinor', '/receiver/balanceBeforeMinor'];
const NUMBERS = ['/location/latitude', '/location/longitude'];
const FLAGS = ['/failed'];
const CURRENCY_CODE = /^[A-Z]{3}$/;

/**
 * The payment that a form's texts stand for. Money is typed in whole units and sent in minor ones; an empty field is left out; a text
 * that is no number is sent as it is, so that the API says what is wrong with it. `nowMs` is when it occurred unless the form says.
 */
export const draftOf = (values: FormValues, nowMs: number): PaymentDraft => {
  const currency = values['/currency'] ?? '';
  const entries = Object.entries(values)
    .map(([path, text]) => [path, valueAt(path, text.trim(), currency)] as const)
    .filter(([, value]) => value !== undefined);
  const draft: Record<string, unknown> = { occurredAt: new Date(nowMs).toISOString() };
  for (const [path, value] of entries) {
    const [first = '', second] = path.slice(1).split('/');
    draft[first] = second === undefined ? value : { ...objectAt(draft, first), [second]: value };
  }
  return { sender: {}, receiver: {}, ...draft };
};

const objectAt = (draft: PaymentDraft, key: string): object => {
  const value = draft[key];
  return value instanceof Object ? value : {};
};

const valueAt = (path: string, text: string, currency: string): string | number | boolean | undefined => {
  if (text === '') return undefined;
  if (FLAGS.includes(path)) return text === 'true' ? true : undefined;
  if (MONEY.includes(path)) return minorOf(text, currency);
  if (!NUMBERS.includes(path)) return text;
  return PLAIN_NUMBER.test(text) ? Number(text) : text;
};

/** As people write one: what else JavaScript takes for a number, such as 0x10, is a slip of the hand. */
const PLAIN_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/** Commas between groups of three. That of `12,50` is a decimal comma to whoever types it: taken out, it would be a hundred times as much. */
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d*)?$/;

/** `1,234.5` in USD is 123450; more decimals than the currency has stay a fraction, for the API to refuse. */
const minorOf = (text: string, currency: string): number | string => {
  const plain = GROUPED.test(text) ? text.replaceAll(',', '') : text;
  if (!PLAIN_NUMBER.test(plain)) return text;
  const digits = CURRENCY_CODE.test(currency) ? minorDigitsOf(currency) : 2;
  return Number((Number(plain) * 10 ** digits).toFixed(6));
};
