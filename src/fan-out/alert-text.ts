import type { Decision, Outcome } from '../domain/decision/decision.ts';
import { reasonText } from '../domain/decision/reasons-text.ts';
import { toCents } from '../domain/payment/currency.ts';
import { moneyText } from '../domain/payment/money-text.ts';

/** An alert as every channel takes it: a line, a text, and attributes that subscribers filter by. */
export type Alert = {
  readonly paymentId: string;
  readonly subject: string;
  readonly text: string;
  readonly attributes: AlertAttributes;
};

export type AlertAttributes = {
  readonly severity: 'high' | 'medium';
  readonly outcome: Outcome;
  readonly reason: string;
  readonly amountBand: 'under_100' | 'under_1000' | 'under_10000' | 'from_10000';
};

/** What a person on call reads of a held or blocked payment. */
export const alertOf = (decision: Decision): Alert => {
  const { payment, outcome, probability, reasons } = decision;
  const amount = moneyText(payment);
  const parties = [payment.sender, payment.receiver].map(({ account }) => onOneLine(account));
  const done = outcome === 'block' ? 'Blocked' : 'Held for review';
  return {
    paymentId: payment.id,
    subject: [...`${done}: ${amount}, ${parties.join(' to ')}`].slice(0, 100).join(''),
    text: [
      `${done}: a payment of ${amount} from ${parties.join(' to ')}.`,
      `Probability of fraud ${(probability * 100).toFixed(1)} %. Payment ${onOneLine(payment.id)} of ${payment.occurredAt}.`,
      ...reasons.map((reason) => `- ${reasonText(reason)}`),
    ].join('\n'),
    attributes: {
      severity: outcome === 'block' ? 'high' : 'medium',
      outcome,
      reason: reasons[0]?.code ?? 'none',
      amountBand: bandOf(toCents(payment.amountMinor, payment.currency)),
    },
  };
};

/** Ids are free text: nobody may write lines of an alert with them. */
const onOneLine = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');

const bandOf = (cents: number): AlertAttributes['amountBand'] => {
  if (cents < 10_000) return 'under_100';
  if (cents < 100_000) return 'under_1000';
  return cents < 1_000_000 ? 'under_10000' : 'from_10000';
};
