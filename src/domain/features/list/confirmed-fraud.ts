import type { Feature } from '../feature.ts';

/** Payments to the receiver in the last 28 days whose fraud label had arrived. Unit: payments, 0 to 64. */
const confirmedFrauds: Feature = {
  name: 'receiver.confirmed_frauds_28_days',
  meaning: 'payments to this receiver confirmed as fraud by now',
  unit: 'payments',
  of: ({ views }) => views.receiver?.confirmedIn['28_days'] ?? 0,
};

/** The same over all payments to the receiver in that time. Unit: share, 0 to 1. NaN when it received nothing. */
const confirmedFraudRate: Feature = {
  name: 'receiver.confirmed_fraud_rate_28_days',
  meaning: 'share of the payments to this receiver that is confirmed as fraud',
  unit: 'share',
  of: ({ views }) => {
    const received = views.receiver?.in['28_days'].count ?? 0;
    return received === 0 ? Number.NaN : Math.min(1, (views.receiver?.confirmedIn['28_days'] ?? 0) / received);
  },
};

export const confirmedFraud = [confirmedFrauds, confirmedFraudRate];
