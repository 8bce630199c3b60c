import type { Outcome } from '../decision/decision.ts';
import { moneyText } from '../payment/money-text.ts';
import { occurredAtMs, type Payment } from '../payment/payment.ts';
import type { Change } from './search.ts';

const DECIDED: Readonly<Record<Outcome, string>> = { approve: 'approved', review: 'held for review', block: 'blocked' };

/** A change as a sentence: `Had the amount been $84.10 instead of $100.00, it would have been approved.` */
export const changeText = (payment: Payment, { amountMinor, hour, outcome }: Change): string => {
  const conditions = [
    ...(amountMinor === undefined
      ? []
      : [`the amount been ${moneyText({ ...payment, amountMinor })} instead of ${moneyText(payment)}`]),
    ...(hour === undefined
      ? []
      : [`it and all before it been made at ${clock(hour)} instead of ${clock(hourOf(payment))}`]),
  ];
  return `Had ${conditions.join(', and ')}, it would have been ${DECIDED[outcome]}.`;
};

const hourOf = (payment: Payment): number => new Date(occurredAtMs(payment)).getUTCHours();

const clock = (hour: number): string =>
  `${String(hour).padStart(2, '0')}:00 to ${String((hour + 1) % 24).padStart(2, '0')}:00 UTC`;
