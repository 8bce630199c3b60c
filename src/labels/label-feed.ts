import type { Payment } from '../domain/payment/payment.ts';
import { occurredAtMs } from '../domain/payment/payment.ts';
import type { Label } from '../ports.ts';

/** Labels of a history on their way: each becomes known when its data say so, else a fixed time after its payment. */
export type LabelFeed = {
  /** Remembers a fraud until it is due, and answers with its label. Honest payments are not labelled: nobody reports them. */
  readonly add: (payment: Payment, labelledAtMs?: number) => Label;
  /** Takes out the labels that are known before this instant, oldest first. */
  readonly takeDue: (atMs: number) => readonly Label[];
};

/** A feed with a delay in milliseconds, going on from labels that are on their way, oldest first. Payments come roughly in order of time, so a list is enough. */
export const createLabelFeed = (delayMs: number, pending: readonly Label[] = []): LabelFeed => {
  let waiting = [...pending];
  return {
    add: (payment, labelledAtMs = occurredAtMs(payment) + delayMs) => {
      let place = waiting.length;
      while (place > 0 && waiting[place - 1].labelledAtMs > labelledAtMs) place -= 1;
      const label = { paymentId: payment.id, fraud: true, labelledAtMs };
      waiting.splice(place, 0, label);
      return label;
    },
    takeDue: (atMs) => {
      if (waiting.length === 0 || waiting[0].labelledAtMs >= atMs) return [];
      const due = waiting.filter(({ labelledAtMs }) => labelledAtMs < atMs);
      waiting = waiting.filter(({ labelledAtMs }) => labelledAtMs >= atMs);
      return due;
    },
  };
};
