import { type Episode, later, moments } from '../../episode.ts';
import { cardAtShop } from '../../ways-to-pay.ts';
import { CITIES, cityOfShare } from '../../world/cities.ts';
import { HOUR_MS } from '../../world/time.ts';
import { priced, streetShop } from '../spontaneous.ts';

/** Someone pays at home while another holder of the same card pays on a journey. Looks like impossible travel. */
export const secondHolder: Episode = (world, { person, atMs }) => {
  const { random, shops } = world;
  const away = random.chance(0.6) ? cityOfShare(random.unit()) : random.whole(0, CITIES.length - 1);
  const abroad = moments(world, {
    fromMs: atMs,
    count: random.whole(1, 4),
    meanGapMs: random.between(0.4, 4) * HOUR_MS,
  }).map((time) => {
    const shop = shops.shop(shops.inCity(away, random.unit()));
    return cardAtShop(world, { ...priced(world, person, shop), person, atMs: time });
  });
  const homeMs = later(world, atMs, HOUR_MS);
  const home = cardAtShop(world, {
    ...priced(world, person, streetShop(world, { person, atMs })),
    person,
    atMs: homeMs,
  });
  return [home, ...abroad];
};
