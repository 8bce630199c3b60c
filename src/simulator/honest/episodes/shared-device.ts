import { type Episode, moments } from '../../episode.ts';
import { cardOnline } from '../../ways-to-pay.ts';
import { HOUR_MS, MINUTE_MS } from '../../world/time.ts';
import { anyPerson, type World } from '../../world/world.ts';

/**
 * A ticket desk, a library, a family tablet: the cards of several people from one device, small sums, codes mistyped. Looks
 * like card testing.
 */
export const sharedDevice: Episode = (world, { person, atMs }) => {
  const { random, people, sessions, shops } = world;
  const desk = random.chance(0.4);
  const session = sessions.foreign({ key: random.whole(0, 1e8), city: people.homeCity(person), mobile: false });
  const count = desk ? random.whole(6, 22) : random.whole(3, 7);
  const shop = shops.shop(shops.online(random.unit()));
  const usual = random.lognormal(desk ? 650 : 380, 0.7);
  const holders = Array.from({ length: desk ? Math.ceil(count * 0.8) : 3 }, (_, rank) =>
    desk ? neighbour(world, person) : people.friend(person, rank + 40),
  );
  const failing = random.between(0.05, 0.45);
  return moments(world, { fromMs: atMs, count, meanGapMs: desk ? random.between(1, 6) * MINUTE_MS : HOUR_MS / 4 }).map(
    (time, at) =>
      cardOnline(world, {
        person: holders[at % holders.length],
        atMs: time,
        shop,
        amountMinor: usual * random.between(0.5, 1.6),
        session,
        failing,
      }),
  );
};

/** Someone of the same city, where one is found soon. */
const neighbour = (world: World, person: number): number => {
  const { people } = world;
  let found = anyPerson(world);
  for (let tries = 0; tries < 40 && people.homeCity(found) !== people.homeCity(person); tries += 1)
    found = anyPerson(world);
  return found;
};
