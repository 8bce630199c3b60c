import type { Payment } from '../domain/payment/payment.ts';
import type { Label } from '../ports.ts';

export type Accepted = { readonly accepted: number; readonly refused: number };

/** A Sluice that payments and labels are sent to; throws with what it answered when it does not take them. */
export type Target = {
  readonly postPayments: (payments: readonly Payment[]) => Promise<Accepted>;
  readonly postLabels: (labels: readonly Label[]) => Promise<void>;
};
