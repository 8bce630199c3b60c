import { type Episode, later } from '../../episode.ts';
import { cardOnline } from '../../ways-to-pay.ts';
import { shopOfTrade } from '../../world/shops.ts';
import { HOUR_MS, MINUTE_MS } from '../../world/time.ts';

/** A card is checked with a small sum, sometimes twice, and then pays for something dear. Looks like a tested card put to use. */
export const firstOrder: Episode = (world, { person, atMs }) => {
  const { random, shops } = world;
  const shop = shopOfTrade(() => shops.shop(shops.online(random.unit())), ['5732', '4722', '5999']);
  const check = cardOnline(world, {
    person,
    atMs: later(world, atMs, MINUTE_MS),
    shop,
    amountMinor: random.whole(50, 500),
    failing: 0.25,
  });
  const orderMs = later(world, check.atMs, random.chance(0.5) ? 5 * MINUTE_MS : 6 * HOUR_MS);
  const order = cardOnline(world, {
    person,
    atMs: orderMs,
    shop,
    amountMinor: random.lognormal(shop.medianMinor * 1.8, 0.7),
  });
  return [check, order];
};
