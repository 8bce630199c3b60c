import type { Rule } from '../rule.ts';

export const muleFanIn: Rule = {
  id: 'mule_fan_in',
  owner: 'fraud-desk',
  effect: 'review',
  when: 'sender.inflow_distinct_24h >= 3 && sender.forwarded_share_24h >= 0.8 && sender.seconds_since_inflow <= 7200 && payment.type in ["TRANSFER", "CASH_OUT"]',
  text: 'Sends on {sender.forwarded_share_24h} the money that {sender.inflow_distinct_24h} paid in over 24 hours, {sender.seconds_since_inflow} after the last',
};
