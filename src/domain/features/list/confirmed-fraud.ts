import type { Confirmed } from '../../profile/confirmed.ts';
import type { Feature } from '../feature.ts';
import { spanOf } from '../windows.ts';

const LABEL_WINDOWS = ['24h', '7d', '28_days'] as const;
type LabelWindow = (typeof LABEL_WINDOWS)[number];

/** Payments to the receiver of which a label said in the window that they were fraud. Unit: payments, 0 to 64. Always known. */
const confirmedFraudsOf = (window: LabelWindow): Feature => ({
  name: `receiver.confirmed_frauds_${window}`,
  meaning: `payments to this receiver confirmed as fraud ${spanOf(window)}`,
  unit: 'payments',
  of: ({ views }) => views.receiver?.confirmed[window] ?? 0,
});

/** The same over the payments that it received in the window. Unit: share, 0 to 1 (capped). NaN when it received nothing. */
const confirmedFraudRateOf = (window: LabelWindow): Feature => ({
  name: `receiver.confirmed_fraud_rate_${window}`,
  meaning: `payments confirmed as fraud against those to this receiver ${spanOf(window)}`,
  unit: 'share',
  of: ({ views }) => {
    const received = views.receiver?.in[window].count ?? 0;
    return received === 0 ? Number.NaN : Math.min(1, (views.receiver?.confirmed[window] ?? 0) / received);
  },
});

/** Time since the newest payment to the receiver that is confirmed as fraud was made. Unit: seconds, from 0. NaN when there is none. */
const sinceConfirmedFraud: Feature = {
  name: 'receiver.seconds_since_confirmed_fraud',
  meaning: 'time since the last confirmed fraud at this receiver',
  unit: 'seconds',
  of: ({ views, atMs }) => secondsSince(atMs, views.receiver?.confirmed.lastAtMs),
};

/** Time since the first of those confirmed in the 28 days before was made: how long it has gone on. Unit: seconds, from 0. NaN when none. */
const sinceFirstConfirmedFraud: Feature = {
  name: 'receiver.seconds_since_first_confirmed_fraud',
  meaning: 'time since frauds at this receiver began',
  unit: 'seconds',
  of: ({ views, atMs }) => secondsSince(atMs, views.receiver?.confirmed.firstAtMs),
};

/**
 * Of the payments to the receiver since the day of its first confirmed fraud, as far as labels have had time to come: how much of what it takes in
 * is fraud. Unit: share, 0 to 1 (capped). NaN when there is no such payment.
 */
const fraudShareSinceFirst: Feature = {
  name: 'receiver.fraud_share_since_first_confirmed',
  meaning: 'frauds among the payments to this receiver since its first confirmed one',
  unit: 'share',
  of: ({ views }) => {
    const { received = 0, frauds = 0 } = views.receiver?.sinceFraud ?? {};
    return received === 0 ? Number.NaN : Math.min(1, frauds / received);
  },
};

/**
 * Payments to the receiver after the day of its last confirmed fraud that no label told of though there was time: whether it is over. Unit:
 * payments, from 0. NaN when there is no confirmed fraud.
 */
const honestSinceLast: Feature = {
  name: 'receiver.payments_since_confirmed_fraud',
  meaning: 'payments to this receiver since its last confirmed fraud that labels have had time to tell of',
  unit: 'payments',
  of: ({ views }) => views.receiver?.sinceFraud.receivedSinceLast ?? Number.NaN,
};

/** Money that the sender took in by payments since confirmed as fraud marks it as a mule. Unit: payments, 0 to 64. Always known. */
const sentByMule: Feature = {
  name: 'sender.confirmed_frauds_received_28_days',
  meaning: 'payments into the sender confirmed as fraud by now',
  unit: 'payments',
  of: ({ views }) => views.sender?.confirmed['28_days'] ?? 0,
};

/** Time since such a payment. Unit: seconds, from 0. NaN when there is none. */
const sinceTaintedInflow: Feature = {
  name: 'sender.seconds_since_confirmed_fraud_received',
  meaning: 'time since the last payment into the sender that is confirmed as fraud',
  unit: 'seconds',
  of: ({ views, atMs }) => secondsSince(atMs, views.sender?.confirmed.lastAtMs),
};

const secondsSince = (atMs: number, earlierMs: Confirmed['lastAtMs']): number =>
  earlierMs === undefined ? Number.NaN : (atMs - earlierMs) / 1000;

export const confirmedFraud = [
  ...LABEL_WINDOWS.map(confirmedFraudsOf),
  ...LABEL_WINDOWS.map(confirmedFraudRateOf),
  sinceConfirmedFraud,
  sinceFirstConfirmedFraud,
  fraudShareSinceFirst,
  honestSinceLast,
  sentByMule,
  sinceTaintedInflow,
];
