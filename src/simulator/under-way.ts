import { DAY_MS } from '../domain/profile/day.ts';
import { ATTACKS } from './attacks/index.ts';
import { episodeOf } from './honest/episodes/index.ts';
import type { Intent } from './intent.ts';
import { anyPerson, type World } from './world/world.ts';

/** Measured over a month; only says how many stories to begin with. */
const PAYMENTS_A_DAY = 1.5;
const ATTACK_DAYS = 4;
const EPISODE_DAYS = 2;

type Wanted = { readonly startMs: number; readonly fraudShare: number; readonly episodeShare: number };

/** What is left of the attacks and honest stories that began before the start, so that the first hours are like any other. */
export const underWay = (world: World, wanted: Wanted): readonly Intent[] => {
  const { startMs, fraudShare, episodeShare } = wanted;
  const paymentsADay = world.people.count * PAYMENTS_A_DAY;
  const frauds = (paymentsADay * fraudShare * ATTACK_DAYS) / world.pace;
  const attacks = Object.values(ATTACKS).flatMap(({ share, attack }) =>
    until(frauds * share, () => attack(world, before(world, startMs, ATTACK_DAYS))),
  );
  const stories = Math.round((paymentsADay * episodeShare * EPISODE_DAYS) / world.pace);
  const episodes = Array.from({ length: stories }, () =>
    episodeOf(world.random.unit())(world, {
      person: anyPerson(world),
      atMs: before(world, startMs, EPISODE_DAYS),
    }).filter(({ atMs }) => atMs >= startMs),
  );
  return [...attacks.filter(({ atMs }) => atMs >= startMs), ...episodes.flat()];
};

const before = ({ random, pace }: World, startMs: number, days: number): number =>
  Math.floor(startMs - random.between(0, (days * DAY_MS) / pace));

/** Stories one after another until they have so many payments. */
const until = (count: number, begin: () => readonly Intent[]): readonly Intent[] => {
  const begun: Intent[] = [];
  while (begun.length < count) begun.push(...begin());
  return begun;
};
