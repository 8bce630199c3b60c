import { later, moments } from '../episode.ts';
import { priced, streetShop } from '../honest/spontaneous.ts';
import type { Intent } from '../intent.ts';
import { cardAtShop } from '../ways-to-pay.ts';
import { CITIES, cityOfShare } from '../world/cities.ts';
import { shopOfTrade } from '../world/shops.ts';
import { HOUR_MS } from '../world/time.ts';
import { anyPerson } from '../world/world.ts';
import type { Attack } from './attack.ts';

const WANTED = ['5732', '5944', '5311', '5541', '5411'];

/** A copied card pays far away while its owner pays at home: the owner's payments are honest. */
export const impossibleTravel: Attack = (world, atMs) => {
  const { random, people, shops } = world;
  const person = anyPerson(world);
  const home = people.homeCity(person);
  const drawn = random.chance(0.6) ? cityOfShare(random.unit()) : random.whole(0, CITIES.length - 1);
  const city = drawn === home ? (drawn + 1) % CITIES.length : drawn;
  const byOwner = (time: number): Intent => {
    const shop = streetShop(world, { person, atMs: time });
    return cardAtShop(world, { ...priced(world, person, shop), person, atMs: time });
  };
  const byCopy = (time: number): Intent => {
    const shop = shopOfTrade(() => shops.shop(shops.inCity(city, random.unit())), WANTED);
    const amountMinor = priced(world, person, shop).amountMinor * 1.6;
    return cardAtShop(world, { shop, person, atMs: time, amountMinor, scenario: 'impossible_travel', failing: 0.06 });
  };
  const ownerMs = later(world, atMs, HOUR_MS / 2);
  const count = random.whole(1, 3);
  const copies = moments(world, { fromMs: ownerMs, count, meanGapMs: random.between(0.2, 2.5) * HOUR_MS });
  const again = random.chance(0.5) ? [byOwner(later(world, copies[0], HOUR_MS))] : [];
  return [byOwner(ownerMs), ...copies.map(byCopy), ...again];
};
