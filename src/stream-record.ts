import * as z from 'zod';
import { clockFault, type Issue, issuesOf, parsePayment } from './domain/payment/parse-payment.ts';
import type { Payment } from './domain/payment/payment.ts';
import { messageOf } from './message-of.ts';
import type { Label } from './ports.ts';

/** What a record of the payment stream holds: a payment, or `{ "label": { paymentId, fraud, labelledAt } }`. */
export type StreamRecord =
  | { readonly kind: 'payment'; readonly payment: Payment }
  | { readonly kind: 'label'; readonly label: Label }
  | {
      readonly kind: 'poison';
      readonly reason: 'malformed_json' | 'invalid_payment' | 'invalid_label';
      readonly detail: string;
    };

const labelSchema = z.strictObject({
  label: z.strictObject({
    paymentId: z.string().min(1).max(64),
    fraud: z.boolean(),
    labelledAt: z.iso.datetime({ offset: true }),
  }),
});

/** Parses the text of a record; what can never be read as one is poison, with its reason. */
export const parseStreamRecord = (text: string, nowMs: number): StreamRecord => {
  const json = parseJson(text);
  if (!json.ok) return { kind: 'poison', reason: 'malformed_json', detail: json.detail };
  if (json.value instanceof Object && 'label' in json.value) return parseLabel(json.value, nowMs);
  const parsed = parsePayment(json.value, nowMs);
  return parsed.ok
    ? { kind: 'payment', payment: parsed.value }
    : { kind: 'poison', reason: 'invalid_payment', detail: detailOf(parsed.issues) };
};

const parseLabel = (value: object, nowMs: number): StreamRecord => {
  const parsed = labelSchema.safeParse(value);
  if (!parsed.success)
    return { kind: 'poison', reason: 'invalid_label', detail: detailOf(issuesOf(parsed.error, value)) };
  const { paymentId, fraud, labelledAt } = parsed.data.label;
  const fault = clockFault(labelledAt, nowMs);
  if (fault !== undefined) return { kind: 'poison', reason: 'invalid_label', detail: `/label/labelledAt: ${fault}` };
  return { kind: 'label', label: { paymentId, fraud, labelledAtMs: Date.parse(labelledAt) } };
};

const parseJson = (text: string): { ok: true; value: unknown } | { ok: false; detail: string } => {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, detail: messageOf(error) };
  }
};

const detailOf = (issues: readonly Issue[]): string =>
  issues
    .slice(0, 5)
    .map(({ path, message }) => `${path === '' ? 'the record' : path}: ${message}`)
    .join('; ');
