import { type Episode, later, moments } from '../../episode.ts';
import { cash, transfer } from '../../ways-to-pay.ts';
import { HOUR_MS } from '../../world/time.ts';
import { anyPerson } from '../../world/world.ts';

const LIMITS_MINOR = [300_000, 500_000, 1_000_000];

/**
 * A sum above the bank's own limit for one payment is sent in parts just under it, and a shop pays in its takings day by day.
 * Looks like structuring.
 */
export const limitedTransfers: Episode = (world, { person, atMs }) => {
  const { random, people } = world;
  const limit = LIMITS_MINOR[random.whole(0, LIMITS_MINOR.length - 1)];
  const stranger = anyPerson(world);
  const to = stranger === person ? people.friend(person, 3) : stranger;
  const payingIn = random.chance(0.65);
  const times = moments(world, { fromMs: atMs, count: random.whole(2, 6), meanGapMs: random.between(3, 26) * HOUR_MS });
  const parts = times.map((time) => {
    const amountMinor = Math.round((limit * random.between(0.78, 1.02)) / 100) * 100;
    if (payingIn) return cash(world, { person, atMs: time, type: 'CASH_IN', amountMinor });
    return transfer(world, { person, atMs: time, to, amountMinor });
  });
  if (!payingIn) return parts;
  const onMs = later(world, times[times.length - 1], 9 * HOUR_MS);
  const supplier = transfer(world, {
    person,
    atMs: onMs,
    to: people.friend(person, 400),
    amountMinor: limit * random.between(0.7, 1.6),
  });
  return [...parts, supplier];
};
