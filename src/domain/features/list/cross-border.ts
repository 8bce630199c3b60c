import type { Feature } from '../feature.ts';

/** 1 when sender and receiver are in different countries, 0 when in one. NaN when either is unknown. */
export const crossBorder: Feature = {
  name: 'payment.cross_border',
  meaning: 'sender and receiver are in different countries',
  unit: 'flag',
  of: ({ payment: { sender, receiver } }) => {
    if (sender.country === undefined || receiver.country === undefined) return Number.NaN;
    return sender.country === receiver.country ? 0 : 1;
  },
};
