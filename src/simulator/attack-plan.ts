import { ATTACKS, type FraudScenario } from './attacks/index.ts';
import { later } from './episode.ts';
import type { Intent } from './intent.ts';
import type { Scenario } from './scenario.ts';
import { HOUR_MS } from './world/time.ts';
import type { World } from './world/world.ts';

/** Begins attacks so that the share of fraudulent payments, and of each kind among them, stays near what is wanted. */
export type AttackPlan = {
  /** A payment of this scenario was made, or came to nothing. */
  readonly done: (scenario: Scenario, made: boolean) => void;
  readonly planned: (intents: readonly Intent[]) => void;
  /** The payments of an attack when one is due to begin, else none. */
  readonly next: (atMs: number) => readonly Intent[];
};

/** The mean time before an attack that is due begins, so that attacks do not start in step. */
const MEAN_WAIT_MS = HOUR_MS;

const KINDS: readonly FraudScenario[] = [
  'account_takeover',
  'mule_chain',
  'card_testing',
  'impossible_travel',
  'structuring',
  'slow_drain',
];

export const attackPlan = (world: World, fraudShare: number): AttackPlan => {
  const count = new Map<Scenario, number>();
  let payments = 0;
  let frauds = 0;
  const add = (scenario: Scenario, by: number): void => {
    if (scenario === 'none') return;
    frauds += by;
    count.set(scenario, (count.get(scenario) ?? 0) + by);
  };
  const planned = (intents: readonly Intent[]): void => {
    for (const { scenario } of intents) add(scenario, 1);
  };
  return {
    planned,
    done: (scenario, made) => {
      if (made) payments += 1;
      else add(scenario, -1);
    },
    next: (atMs) => {
      if (frauds >= fraudShare * payments) return [];
      const behind = (kind: FraudScenario): number => (count.get(kind) ?? 0) / ATTACKS[kind].share;
      const kind = KINDS.reduce((least, each) => (behind(each) < behind(least) ? each : least));
      const intents = ATTACKS[kind].attack(world, later(world, atMs, MEAN_WAIT_MS));
      planned(intents);
      return intents;
    },
  };
};
