import type { Scenario } from '../scenario.ts';
import { accountTakeover } from './account-takeover.ts';
import type { Attack } from './attack.ts';
import { cardTesting } from './card-testing.ts';
import { impossibleTravel } from './impossible-travel.ts';
import { muleChain } from './mule-chain.ts';
import { slowDrain } from './slow-drain.ts';
import { structuring } from './structuring.ts';

export type FraudScenario = Exclude<Scenario, 'none'>;

/** Each attack, and its share of all fraudulent payments. */
export const ATTACKS: Readonly<Record<FraudScenario, { readonly share: number; readonly attack: Attack }>> = {
  account_takeover: { share: 0.2, attack: accountTakeover },
  mule_chain: { share: 0.2, attack: muleChain },
  card_testing: { share: 0.18, attack: cardTesting },
  impossible_travel: { share: 0.14, attack: impossibleTravel },
  structuring: { share: 0.14, attack: structuring },
  slow_drain: { share: 0.14, attack: slowDrain },
};
