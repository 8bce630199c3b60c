import type { Rule } from '../rule.ts';

export const cardTesting: Rule = {
  id: 'card_testing',
  owner: 'fraud-desk',
  effect: 'block',
  when: 'device.failures_1h >= 3 && device.distinct_1h + device.failures_1h >= 6 && payment.type == "CARD"',
  text: '{device.failures_1h} failed in the last hour on this device, with cards of {device.distinct_1h}',
};
