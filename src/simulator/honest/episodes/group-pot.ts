import { type Episode, later, moments } from '../../episode.ts';
import { appPayment, transfer } from '../../ways-to-pay.ts';
import { HOUR_MS } from '../../world/time.ts';
import { streetShop } from '../spontaneous.ts';

/** Friends pay their share to one, who pays for all: money in from many, and out again. Looks like a mule. */
export const groupPot: Episode = (world, { person, atMs }) => {
  const { random, people } = world;
  const share = Math.round(random.lognormal(9000, 1) / 100) * 100;
  const count = random.whole(3, 9);
  const times = moments(world, { fromMs: atMs, count, meanGapMs: random.between(0.05, 5) * HOUR_MS });
  const shares = times.map((time, rank) =>
    transfer(world, { person: people.friend(person, rank + 20), atMs: time, to: person, amountMinor: share }),
  );
  const paidAtMs = later(world, times[times.length - 1], 2 * HOUR_MS);
  const order = { person, atMs: paidAtMs, amountMinor: share * (count + random.between(0, 1)) };
  const onward = random.chance(0.5)
    ? appPayment(world, { ...order, shop: streetShop(world, { person, atMs: paidAtMs }) })
    : transfer(world, { ...order, to: random.whole(0, people.count - 1) });
  return [...shares, onward];
};
