import { later, moments } from '../episode.ts';
import { priced, streetShop } from '../honest/spontaneous.ts';
import { cardAtShop } from '../ways-to-pay.ts';
import { CITIES, cityOfShare } from '../world/cities.ts';
import { shopOfTrade } from '../world/shops.ts';
import { HOUR_MS } from '../world/time.ts';
import { anyPerson } from '../world/world.ts';
import type { Attack } from './attack.ts';

/** A copied card pays far away while its owner pays at home: the owner's payments are honest. */
export const impossibleTravel: Attack = (world, atMs) => {
  const { random, people, shops } = world;
  const person = anyPerson(world);
  const home = people.homeCity(person);
  const drawn = random.chance(0.6) ? cityOfShare(random.unit()) : random.whole(0, CITIES.length - 1);
  const city = drawn === home ? (drawn + 1) % CITIES.length : drawn;
  const wanted = ['5732', '5944', '5311', '5541', '5411'];
  const copies = moments(world, {
    fromMs: atMs,
    count: random.whole(1, 5),
    meanGapMs: random.between(0.2, 2.5) * HOUR_MS,
  }).map((time) => {
    const shop = shopOfTrade(() => shops.shop(shops.inCity(city, random.unit())), wanted);
    const { amountMinor } = priced(world, person, shop);
    return cardAtShop(world, {
      shop,
      person,
      atMs: time,
      amountMinor: amountMinor * 1.6,
      scenario: 'impossible_travel',
      failing: 0.06,
    });
  });
  const ownerMs = later(world, atMs, HOUR_MS);
  const owner = cardAtShop(world, {
    ...priced(world, person, streetShop(world, { person, atMs })),
    person,
    atMs: ownerMs,
  });
  return [owner, ...copies];
};
