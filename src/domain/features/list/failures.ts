import { overWindows, whoAndWhen } from '../windows.ts';

/** Attempts that had failed before they reached us, such as by a wrong security code. Unit: payments, from 0. NaN without the entity. */
export const failures = overWindows({
  name: 'failures',
  unit: 'payments',
  meaning: (entity, window) => `failed attempts ${whoAndWhen(entity, window)}`,
  statistic: 'failures',
  windows: { receiver: ['1h'], device: ['1h', '28_days'], card: ['24h'] },
});
