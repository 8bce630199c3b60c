import { overWindows, whoAndWhen } from '../windows.ts';

/**
 * Distinct counterparties of the payments that went ahead: receivers for a sender or a card, senders for a receiver, a device or an ip.
 * Unit: accounts, 0 to 128. NaN without the entity.
 */
export const distinct = overWindows({
  name: 'distinct',
  unit: 'accounts',
  meaning: (entity, window) => `different counterparties ${whoAndWhen(entity, window)}`,
  statistic: 'distinct',
  windows: { sender: ['1h', '7d', '28_days'], receiver: ['24h', '7d', '28_days'], card: ['24h'] },
});
