import type { Rule } from '../rule.ts';

export const accountDrain: Rule = {
  id: 'account_drain',
  owner: 'fraud-desk',
  effect: 'review',
  when: 'sender.drained_share >= 0.95 && sender.drained_share <= 1.0 && pair.first == 1.0 && payment.amount >= 50000 && payment.type in ["TRANSFER", "CASH_OUT"]',
  text: "Takes {sender.drained_share} of the sender's balance, {payment.amount}, to an account it never paid before",
};
