import type { Rule } from '../rule.ts';

export const highValue: Rule = {
  id: 'high_value',
  owner: 'compliance',
  effect: 'review',
  when: 'payment.amount >= 100000000 && pair.first == 1.0',
  text: '{payment.amount} in a first payment between these two',
};
