import type { Feature } from '../feature.ts';

/** The amount of the payment. Unit: US cents, 0 to 1e13 or so. Always known. */
export const amount: Feature = {
  name: 'payment.amount',
  meaning: 'amount of this payment',
  unit: 'cents',
  of: ({ amountCents }) => amountCents,
};
