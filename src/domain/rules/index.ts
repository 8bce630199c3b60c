import { shortDigest } from '../hash.ts';
import { accountDrain } from './list/account-drain.ts';
import { cardTesting } from './list/card-testing.ts';
import { highValue } from './list/high-value.ts';
import { impossibleTravel } from './list/impossible-travel.ts';
import { muleFanIn } from './list/mule-fan-in.ts';
import { velocity } from './list/velocity.ts';
import type { Rule } from './rule.ts';

/** The rules that Sluice starts with. To add one: a file in list/, a line here, a test of the same name. */
export const RULES: readonly Rule[] = [accountDrain, velocity, impossibleTravel, highValue, cardTesting, muleFanIn];

export const RULES_VERSION = shortDigest(JSON.stringify(RULES));
