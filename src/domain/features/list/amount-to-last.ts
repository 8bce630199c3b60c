import type { Feature } from '../feature.ts';

/** The amount over the sender's last payment that went ahead. Unit: ratio, 0 to 1000 (capped). NaN when none is remembered by itself. */
const toLastPayment: Feature = {
  name: 'sender.amount_to_last',
  meaning: "amount against this sender's last payment",
  unit: 'ratio',
  of: ({ views, amountCents }) => ratio(amountCents, views.sender?.out.lastCents),
};

/** The amount over the last payment that came in to the sender: near 1 for a mule. Unit: ratio, 0 to 1000 (capped). NaN when none is. */
const toLastInflow: Feature = {
  name: 'sender.amount_to_last_inflow',
  meaning: 'amount against the last payment into the sender',
  unit: 'ratio',
  of: ({ views, amountCents }) => ratio(amountCents, views.sender?.in.lastCents),
};

const ratio = (cents: number, lastCents = 0): number =>
  lastCents === 0 ? Number.NaN : Math.min(1000, cents / lastCents);

export const amountToLast = [toLastPayment, toLastInflow];
