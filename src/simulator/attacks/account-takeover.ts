import { moments } from '../episode.ts';
import { cash, transfer } from '../ways-to-pay.ts';
import { CITIES } from '../world/cities.ts';
import type { Session } from '../world/sessions.ts';
import { HOUR_MS, MINUTE_MS } from '../world/time.ts';
import type { World } from '../world/world.ts';
import type { Attack } from './attack.ts';
import { muleFor, victimWith } from './mule.ts';

/** Someone else signs in and empties the account in a few transfers; a third of the time through the victim's own device. */
export const accountTakeover: Attack = (world, atMs) => {
  const { random } = world;
  const victim = victimWith(world, 40_000);
  const session = intruder(world, victim, atMs);
  const to = muleFor(world, victim);
  const count = random.whole(1, 4);
  const probing = count > 1 && random.chance(0.35);
  const hurried = random.chance(0.7) ? random.between(2, 15) * MINUTE_MS : random.between(1, 8) * HOUR_MS;
  const ends = random.chance(0.2);
  return moments(world, { fromMs: atMs, count, meanGapMs: hurried }).map((time, part) => {
    const share = random.between(0.2, 0.95);
    const probe = random.between(100, 2500);
    const amountMinor = (balance: number) => (probing && part === 0 ? probe : balance * share);
    const order = { person: victim, atMs: time, amountMinor, scenario: 'account_takeover', failing: 0.06 } as const;
    return ends && part === count - 1 && count > 1
      ? cash(world, { ...order, type: 'CASH_OUT' })
      : transfer(world, { ...order, to, session });
  });
};

const intruder = ({ random, sessions, people }: World, victim: number, atMs: number): Session => {
  if (random.chance(0.35)) return sessions.own(victim, atMs, random.unit());
  const city = random.chance(0.5) ? people.homeCity(victim) : random.whole(0, CITIES.length - 1);
  return sessions.foreign({ key: random.whole(0, 1e8), city, mobile: random.chance(0.5) });
};
