import type { Rule } from '../rule.ts';

export const velocity: Rule = {
  id: 'velocity',
  owner: 'fraud-desk',
  effect: 'review',
  when: 'sender.count_1h >= 10 && sender.distinct_1h >= 5 && pair.first == 1.0',
  text: 'The sender made {sender.count_1h} to {sender.distinct_1h} in the last hour, and this receiver is new',
};
