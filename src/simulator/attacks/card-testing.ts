import { later, moments } from '../episode.ts';
import { cardOnline } from '../ways-to-pay.ts';
import { CITIES } from '../world/cities.ts';
import type { Session } from '../world/sessions.ts';
import { shopOfTrade } from '../world/shops.ts';
import { HOUR_MS, MINUTE_MS } from '../world/time.ts';
import { anyPerson, type World } from '../world/world.ts';
import type { Attack } from './attack.ts';

const scenario = 'card_testing';

/** Stolen card numbers are tried with small sums from one or more devices, many fail, and one that works pays for something dear. */
export const cardTesting: Attack = (world, atMs) => {
  const { random, shops } = world;
  const cheap = () => shopOfTrade(() => shops.shop(shops.online(random.unit())), ['5816', '5815', '8398', '5968']);
  const places = [cheap(), cheap()];
  const devices = Array.from({ length: random.whole(1, 5) }, () => anywhere(world));
  const count = random.whole(7, 18);
  const failing = random.between(0.2, 0.6);
  const times = moments(world, { fromMs: atMs, count, meanGapMs: random.between(0.7, 9) * MINUTE_MS });
  const cards = times.map(() => anyPerson(world));
  const tests = times.map((time, at) =>
    cardOnline(world, {
      person: cards[at],
      atMs: time,
      shop: places[at % 2],
      amountMinor: random.lognormal(430, 0.7),
      session: devices[at % devices.length],
      failing,
      scenario,
    }),
  );
  const dear = shopOfTrade(() => shops.shop(shops.online(random.unit())), ['5732', '4722', '5999']);
  const orders = moments(world, {
    fromMs: later(world, times[times.length - 1], HOUR_MS),
    count: random.whole(1, 3),
    meanGapMs: 2 * HOUR_MS,
  });
  const amount = () => random.lognormal(dear.medianMinor * 1.8, 0.7);
  const spent = orders.map((time, at) =>
    cardOnline(world, {
      person: cards[at],
      atMs: time,
      shop: dear,
      amountMinor: amount(),
      session: anywhere(world),
      scenario,
    }),
  );
  return [...tests, ...spent];
};

const anywhere = ({ random, sessions }: World): Session =>
  sessions.foreign({ key: random.whole(0, 1e8), city: random.whole(0, CITIES.length - 1), mobile: random.chance(0.3) });
