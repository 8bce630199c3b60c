import { type Episode, moments } from '../../episode.ts';
import { transfer } from '../../ways-to-pay.ts';
import { HOUR_MS, MINUTE_MS } from '../../world/time.ts';
import { anyPerson } from '../../world/world.ts';

/**
 * A car, a deposit, an account that is closed: most of the balance goes to someone new, in a few parts, often first a small
 * one to see that it arrives, now and then from a borrowed or new device. Looks like a takeover.
 */
export const largePurchase: Episode = (world, { person, atMs }) => {
  const { random, people, sessions } = world;
  const stranger = anyPerson(world);
  const to = stranger === person ? people.friend(person, 1) : stranger;
  const elsewhere = random.chance(0.35)
    ? sessions.foreign({ key: random.whole(0, 1e8), city: people.homeCity(person), mobile: random.chance(0.6) })
    : undefined;
  const gap = random.chance(0.6) ? 12 * MINUTE_MS : 9 * HOUR_MS;
  const parts = random.whole(1, 3);
  const times = moments(world, { fromMs: atMs, count: parts, meanGapMs: gap });
  const probing = parts > 1 && random.chance(0.4);
  return times.map((time, part) => {
    const share = part === parts - 1 && random.chance(0.25) ? 1 : random.between(0.25, 0.97);
    const probe = random.between(100, 2500);
    return transfer(world, {
      person,
      atMs: time,
      to,
      amountMinor: (balance) => (probing && part === 0 ? probe : balance * share),
      ...(elsewhere === undefined ? {} : { session: elsewhere }),
    });
  });
};
