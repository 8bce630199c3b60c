import { overWindows, whoAndWhen } from '../windows.ts';

/** Payments that went ahead. Unit: payments, 0 to the 128 that are remembered one by one (more over whole days). NaN without the entity. */
export const count = overWindows({
  name: 'count',
  unit: 'payments',
  meaning: (entity, window) => `payments ${whoAndWhen(entity, window)}`,
  statistic: 'count',
  windows: {
    sender: ['1h', '7d', '28_days'],
    receiver: ['24h', '7d', '28_days'],
    device: ['1h', '28_days'],
    card: ['1h'],
    ip: ['28_days'],
  },
});
