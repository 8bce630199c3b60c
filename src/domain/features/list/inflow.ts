import { WINDOWS, type WindowName } from '../../profile/flow.ts';
import type { Feature } from '../feature.ts';

/** Money that came in to the sender shortly before it pays out. Unit: US cents, from 0. */
const inflowOf = (window: WindowName): Feature => ({
  name: `sender.inflow_${window}`,
  meaning: `money into the sender, window ${window}`,
  unit: 'cents',
  of: ({ views }) => views.sender?.in[window].cents ?? Number.NaN,
});

/** Different accounts that paid the sender. Unit: accounts, 0 to 128. */
const inflowSendersOf = (window: WindowName): Feature => ({
  name: `sender.inflow_distinct_${window}`,
  meaning: `different accounts that paid the sender, window ${window}`,
  unit: 'accounts',
  of: ({ views }) => views.sender?.in[window].distinct ?? Number.NaN,
});

export const inflow = [...WINDOWS.map(inflowOf), ...WINDOWS.map(inflowSendersOf)];
