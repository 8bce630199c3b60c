import { overWindows, whoAndWhen } from '../windows.ts';

/** Sum of the payments that went ahead. Unit: US cents, from 0. NaN without the entity. */
export const sum = overWindows({
  name: 'sum',
  unit: 'cents',
  meaning: (entity, window) => `amount paid ${whoAndWhen(entity, window)}`,
  statistic: 'cents',
  windows: {
    sender: ['1h', '24h', '7d', '28_days'],
    receiver: ['24h', '7d', '28_days'],
    device: ['1h', '28_days'],
    card: ['1h'],
    ip: ['28_days'],
  },
});
