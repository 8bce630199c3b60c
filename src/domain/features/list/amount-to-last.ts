import type { Feature } from '../feature.ts';
import { ratioOf } from '../ratio.ts';

/** The amount over the sender's last payment that went ahead. Unit: ratio, 0 to 1000 (capped). NaN when none is remembered by itself. */
const toLastPayment: Feature = {
  name: 'sender.amount_to_last',
  meaning: "amount against this sender's last payment",
  unit: 'ratio',
  of: ({ views, amountCents }) => ratioOf(amountCents, views.sender?.out.lastCents ?? 0),
};

/** The amount over the last payment that came in to the sender: near 1 for a mule. Unit: ratio, 0 to 1000 (capped). NaN when none is. */
const toLastInflow: Feature = {
  name: 'sender.amount_to_last_inflow',
  meaning: 'amount against the last payment into the sender',
  unit: 'ratio',
  of: ({ views, amountCents }) => ratioOf(amountCents, views.sender?.in.lastCents ?? 0),
};

export const amountToLast = [toLastPayment, toLastInflow];
