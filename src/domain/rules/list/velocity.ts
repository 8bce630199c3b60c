import type { Rule } from '../rule.ts';

/** A firm that pays its people through the API is let be: in simulated payments such runs were all that this rule ever held. */
export const velocity: Rule = {
  id: 'velocity',
  owner: 'fraud-desk',
  effect: 'review',
  when: 'sender.count_1h >= 10 && sender.distinct_1h >= 5 && pair.first == 1.0 && payment.channel != "api"',
  text: 'The sender made {sender.count_1h} to {sender.distinct_1h} in the last hour, and this receiver is new',
};
