import type { Feature } from '../feature.ts';
import { ratioOf } from '../ratio.ts';

/**
 * The amount over the sender's mean payment of eight to 28 UTC days ago: a mean that what goes on now cannot have moved. Unit: ratio, 0 to
 * 1000 (capped). NaN without payments that old.
 */
export const amountToOlderMean: Feature = {
  name: 'sender.amount_to_older_mean',
  meaning: "amount against this sender's mean of eight to 28 days ago",
  unit: 'ratio',
  of: ({ views, amountCents }) => {
    const { count = 0, cents = 0 } = views.sender?.habit.older ?? {};
    return ratioOf(amountCents * count, cents);
  },
};
