/** What a simulated payment is part of; `none` is honest. For reports and training splits, never a feature. */
export const SCENARIOS = [
  'none',
  'account_takeover',
  'mule_chain',
  'card_testing',
  'impossible_travel',
  'structuring',
  'slow_drain',
] as const;

export type Scenario = (typeof SCENARIOS)[number];
