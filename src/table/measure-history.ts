import type { Profiles } from '../domain/features/measure.ts';
import { measureAndRemember } from '../domain/features/measure.ts';
import { occurredAtMs, type Payment } from '../domain/payment/payment.ts';
import { learn } from '../domain/profile/learn.ts';
import { createLabelFeed } from '../labels/label-feed.ts';

/** A payment of a history, with what is known of it by now. */
export type LabelledPayment = {
  readonly payment: Payment;
  readonly label?: boolean;
  readonly labelledAtMs?: number;
  readonly scenario?: string;
};
export type MeasuredPayment = LabelledPayment & { readonly features: Float32Array };

/**
 * Measures payments one after another as the live path would have: each sees only what came before it, and only the labels that had
 * arrived, `labelDelayMs` after their payments. Profiles are held in memory.
 */
export const createHistory = (labelDelayMs: number): ((payment: LabelledPayment) => MeasuredPayment) => {
  const profiles: Profiles = new Map();
  const feed = createLabelFeed(labelDelayMs);
  const labelled = new Map<string, Payment>();
  return (row) => {
    for (const { paymentId, fraud, labelledAtMs } of feed.takeDue(occurredAtMs(row.payment))) {
      const payment = labelled.get(paymentId);
      if (payment === undefined) continue;
      labelled.delete(paymentId);
      learn(payment, { fraud, labelledAtMs }, profiles);
    }
    const features = measureAndRemember(row.payment, profiles);
    if (row.label === true) {
      feed.add(row.payment, row.labelledAtMs);
      labelled.set(row.payment.id, row.payment);
    }
    return { ...row, features };
  };
};
