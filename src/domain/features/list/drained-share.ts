import type { Feature } from '../feature.ts';

/** Amount over the sender's balance before the payment. Unit: share, 0 to 10 (capped). NaN when the balance is unknown or 0. */
export const drainedShare: Feature = {
  name: 'sender.drained_share',
  meaning: "share of the sender's balance that this payment takes",
  unit: 'share',
  of: ({ payment }) => {
    const balance = payment.sender.balanceBeforeMinor ?? 0;
    return balance === 0 ? Number.NaN : Math.min(10, payment.amountMinor / balance);
  },
};
