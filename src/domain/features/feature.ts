import type { Payment } from '../payment/payment.ts';
import type { Entity } from '../profile/entity.ts';
import type { View } from '../profile/view.ts';

/** What a feature may see: the payment and what was known of its entities just before it. An absent entity has no view. */
export type FeatureContext = {
  readonly payment: Payment;
  readonly atMs: number;
  /** Amount in US cents. */
  readonly amountCents: number;
  readonly views: Readonly<Partial<Record<Entity, View>>>;
  /** Every window of every entity; see windows.ts. */
  readonly velocity: readonly number[];
  /** Payments from the sender to the receiver, today and on the 28 days before. */
  readonly between: number;
};

/** A number computed from a payment and its past. It never sees the payment's own label, verdict or balance after. */
export type Feature = {
  readonly name: string;
  readonly meaning: string;
  readonly unit: string;
  /** NaN when unknown. */
  readonly of: (context: FeatureContext) => number;
};
