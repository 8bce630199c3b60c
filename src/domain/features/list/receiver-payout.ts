import type { Feature } from '../feature.ts';

/** Time since the receiver last paid out. Unit: seconds, from 0. NaN when none is remembered. */
const sincePayout: Feature = {
  name: 'receiver.seconds_since_payout',
  meaning: 'time since the receiver last paid out',
  unit: 'seconds',
  of: ({ views, atMs }) => {
    const lastAtMs = views.receiver?.out.lastAtMs;
    return lastAtMs === undefined ? Number.NaN : (atMs - lastAtMs) / 1000;
  },
};

/** Money that the receiver paid out in 24 h: high for the next hop of a mule chain. Unit: US cents, from 0. */
const payout24h: Feature = {
  name: 'receiver.payout_24h',
  meaning: 'money that the receiver paid out in 24 hours',
  unit: 'cents',
  of: ({ views }) => views.receiver?.out['24h'].cents ?? Number.NaN,
};

export const receiverPayout = [sincePayout, payout24h];
