import type { Rule } from '../rule.ts';

export const impossibleTravel: Rule = {
  id: 'impossible_travel',
  owner: 'fraud-desk',
  effect: 'block',
  when: 'travel.speed_kmh > 1200 && travel.distance_km > 300 && payment.channel in ["pos", "atm"]',
  text: 'Paid in person {travel.distance_km} from the last place, which would take {travel.speed_kmh}',
};
