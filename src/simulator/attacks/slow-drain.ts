import { moments } from '../episode.ts';
import { transfer } from '../ways-to-pay.ts';
import type { Session } from '../world/sessions.ts';
import { HOUR_MS } from '../world/time.ts';
import type { World } from '../world/world.ts';
import type { Attack } from './attack.ts';
import { muleFor, victimWith } from './mule.ts';

/** Small everyday sums from two or three accounts to one mule over a week or two: each below any single threshold. */
export const slowDrain: Attack = (world, atMs) => {
  const { random } = world;
  const mule = muleFor(world, -1);
  return Array.from({ length: random.whole(2, 3) }).flatMap(() => {
    const found = victimWith(world, 60_000);
    const victim = found === mule ? (found + 1) % world.people.count : found;
    const usual = random.lognormal(8500, 0.6);
    const hidden = intruder(world, victim);
    const fromMs = atMs + Math.round(random.between(0, 30) * HOUR_MS);
    return moments(world, { fromMs, count: random.whole(3, 7), meanGapMs: random.between(16, 50) * HOUR_MS }).map(
      (time) =>
        transfer(world, {
          person: victim,
          atMs: time,
          to: mule,
          amountMinor: usual * random.between(0.6, 1.5),
          session: hidden ?? world.sessions.own(victim, time, random.unit()),
          scenario: 'slow_drain',
        }),
    );
  });
};

/** Half work through the victim's own device. */
const intruder = ({ random, sessions, people }: World, victim: number): Session | undefined =>
  random.chance(0.5)
    ? sessions.foreign({ key: random.whole(0, 1e8), city: people.homeCity(victim), mobile: random.chance(0.5) })
    : undefined;
