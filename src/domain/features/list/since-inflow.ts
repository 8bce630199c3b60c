import type { Feature } from '../feature.ts';

/** Time since money last came in to the sender: short for a mule. Unit: seconds, from 0. NaN when none is remembered. */
export const sinceInflow: Feature = {
  name: 'sender.seconds_since_inflow',
  meaning: 'time since money came in to the sender',
  unit: 'seconds',
  of: ({ views, atMs }) => {
    const lastAtMs = views.sender?.in.lastAtMs;
    return lastAtMs === undefined ? Number.NaN : (atMs - lastAtMs) / 1000;
  },
};
