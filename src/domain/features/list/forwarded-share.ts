import type { Feature } from '../feature.ts';
import { ratioOf } from '../ratio.ts';

/** The amount over the money that came in to the sender in 24 h: near 1 for a mule. Unit: ratio, 0 to 1000 (capped). NaN without inflow. */
export const forwardedShare: Feature = {
  name: 'sender.forwarded_share_24h',
  meaning: 'amount against the money that came in to the sender in 24 hours',
  unit: 'ratio',
  of: ({ views, amountCents }) => ratioOf(amountCents, views.sender?.in['24h'].cents ?? 0),
};
