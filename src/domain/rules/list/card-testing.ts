import type { Rule } from '../rule.ts';

/**
 * Holds, and does not block: of the simulated payments that it fires on three in ten are fraud, others come from households and shops whose
 * cards fail too.
 */
export const cardTesting: Rule = {
  id: 'card_testing',
  owner: 'fraud-desk',
  effect: 'review',
  when: 'device.failures_1h >= 2 && device.count_1h + device.failures_1h >= 3 && payment.amount < 2000 && pair.first == 1.0 && payment.type == "CARD"',
  text: 'On this device {device.failures_1h} failed and {device.count_1h} went ahead in the last hour',
};
