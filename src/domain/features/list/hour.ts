import type { Feature } from '../feature.ts';

/** Hour of the day at which the payment occurred, UTC. Unit: hours, 0 to 23. Always known. */
export const hour: Feature = {
  name: 'payment.hour',
  meaning: 'hour of the day',
  unit: 'hour',
  of: ({ atMs }) => Math.floor(atMs / 3_600_000) % 24,
};
