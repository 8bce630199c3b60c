import type { Rule } from '../rule.ts';

export const cardTesting: Rule = {
  id: 'card_testing',
  owner: 'fraud-desk',
  effect: 'block',
  when: 'device.failures_1h >= 3 && device.count_1h + device.failures_1h >= 6 && payment.type == "CARD"',
  text: 'On this device {device.failures_1h} failed and {device.count_1h} went ahead in the last hour',
};
