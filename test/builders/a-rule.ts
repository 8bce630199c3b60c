import type { Rule } from '../../src/domain/rules/rule.ts';

/** A rule for review that fires on everything. */
export const aRule = (overrides: Partial<Rule> = {}): Rule => ({
  id: 'mine',
  owner: 'me',
  effect: 'review',
  when: 'true',
  text: 'because',
  ...overrides,
});

/** Compiles, and cannot be evaluated for transfers: a text that is no number has no value as one. */
export const RULE_THAT_FAILS = aRule({
  id: 'fails',
  when: 'payment.type != "TRANSFER" ? false : int(payment.type) > 1',
});
