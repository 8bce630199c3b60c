import type { WindowName } from '../../profile/flow.ts';
import type { Feature } from '../feature.ts';
import { spanOf } from '../windows.ts';

/** Money that came in to the sender shortly before it pays out. Unit: US cents, from 0. */
const inflowOf = (window: WindowName): Feature => ({
  name: `sender.inflow_${window}`,
  meaning: `money into the sender ${spanOf(window)}`,
  unit: 'cents',
  of: ({ views }) => views.sender?.in[window].cents ?? Number.NaN,
});

/** Payments that brought it. Unit: payments, from 0. */
const inflowCountOf = (window: WindowName): Feature => ({
  name: `sender.inflow_count_${window}`,
  meaning: `payments into the sender ${spanOf(window)}`,
  unit: 'payments',
  of: ({ views }) => views.sender?.in[window].count ?? Number.NaN,
});

/** Different accounts that paid the sender. Unit: accounts, 0 to 128. */
const inflowSendersOf = (window: WindowName): Feature => ({
  name: `sender.inflow_distinct_${window}`,
  meaning: `different accounts that paid the sender ${spanOf(window)}`,
  unit: 'accounts',
  of: ({ views }) => views.sender?.in[window].distinct ?? Number.NaN,
});

export const inflow = [
  ...(['24h', '28_days'] as const).map(inflowOf),
  ...(['24h', '7d'] as const).map(inflowCountOf),
  inflowSendersOf('24h'),
];
