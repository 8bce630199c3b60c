import { DAY_MS } from '../../domain/profile/day.ts';
import type { Intent } from '../intent.ts';
import { appPayment, cardAtShop, cardOnline, cash, transfer } from '../ways-to-pay.ts';
import { cityAt } from '../world/cities.ts';
import { MOST_A_DAY } from '../world/people.ts';
import type { Shop } from '../world/shops.ts';
import { BUSIEST, busyness } from '../world/time.ts';
import { anyPerson, type World } from '../world/world.ts';

type Moment = { readonly person: number; readonly atMs: number };

/**
 * The everyday payments of everyone, in order of time: a Poisson process for each person, its rate by the person's habits and
 * the local hour, drawn together by thinning (Lewis and Shedler 1979). Endless.
 */
export function* spontaneous(world: World, startMs: number): Generator<Intent> {
  const { random, people } = world;
  const meanGapMs = DAY_MS / (people.count * MOST_A_DAY * BUSIEST);
  let atMs = startMs;
  for (;;) {
    atMs += random.exponential(meanGapMs);
    const person = anyPerson(world);
    const { utcHours } = cityAt(people.homeCity(person));
    const rate = people.paymentsADay(person) * busyness(atMs, utcHours);
    if (random.unit() * MOST_A_DAY * BUSIEST < rate) yield everyday(world, { person, atMs: Math.floor(atMs) });
  }
}

/** One everyday payment; the kinds come about as often as in card and mobile-money logs. On a journey people buy online. */
const everyday = (world: World, moment: Moment): Intent => {
  const onJourney = world.people.cityAtTime(moment.person, moment.atMs) === undefined;
  const kind = onJourney ? 0.5 : world.random.unit();
  if (kind < 0.4) return shopping(world, moment);
  if (kind < 0.55)
    return cardOnline(world, { ...priced(world, moment.person, onlineShop(world, moment.person)), ...moment });
  if (kind < 0.69) return appPayment(world, { ...priced(world, moment.person, streetShop(world, moment)), ...moment });
  if (kind < 0.86) return sendMoney(world, moment);
  return kind < 0.95 ? withdraw(world, moment) : payIn(world, moment);
};

/** Who shares a card with someone on a journey pays at home and far away on the same day. */
const shopping = (world: World, moment: Moment): Intent => {
  const { people, random, trait } = world;
  const shared = trait(moment.person, 'card', 2) < 0.004;
  const holder = shared && random.chance(0.35) ? people.friend(moment.person, 0) : moment.person;
  const shop = streetShop(world, { ...moment, person: holder });
  return cardAtShop(world, { ...priced(world, moment.person, shop), ...moment });
};

const sendMoney = (world: World, { person, atMs }: Moment): Intent => {
  const { random, people } = world;
  const known = random.chance(0.8);
  const to = known ? people.friend(person, Math.floor(random.exponential(2.2))) : anyPerson(world);
  const median = known ? 4500 : 6500;
  const amount = random.lognormal(median * appetite(world, person), 1.15);
  return transfer(world, {
    person,
    atMs,
    to: to === person ? people.friend(person, 0) : to,
    amountMinor: tidy(world, amount),
  });
};

const withdraw = (world: World, { person, atMs }: Moment): Intent =>
  cash(world, {
    person,
    atMs,
    type: 'CASH_OUT',
    amountMinor: Math.ceil(world.random.lognormal(8000, 0.8) / 2000) * 2000,
  });

const payIn = (world: World, { person, atMs }: Moment): Intent => {
  const { random, people } = world;
  const takings = people.persona(person) === 'shopkeeper';
  const amount = takings ? random.lognormal(420_000, 0.7) : random.lognormal(15_000, 1);
  return cash(world, { person, atMs, type: 'CASH_IN', amountMinor: tidy(world, amount) });
};

/** Most shopping is done where one always shops. */
export const streetShop = ({ people, shops, random, trait }: World, { person, atMs }: Moment): Shop => {
  const home = people.homeCity(person);
  const city = people.cityAtTime(person, atMs) ?? home;
  const habit = city === home && random.chance(0.75);
  const share = habit ? trait(person, 'favourite', Math.floor(random.exponential(2.5))) : random.unit();
  return shops.shop(shops.inCity(city, share));
};

const onlineShop = ({ shops, random, trait }: World, person: number): Shop => {
  const habit = random.chance(0.6);
  return shops.shop(shops.online(habit ? trait(person, 'online', Math.floor(random.exponential(2))) : random.unit()));
};

/** A basket at a shop, by the shop's prices and the person's means. */
export const priced = (
  world: World,
  person: number,
  shop: Shop,
): { readonly shop: Shop; readonly amountMinor: number } => ({
  shop,
  amountMinor: Math.round(world.random.lognormal(shop.medianMinor * Math.sqrt(appetite(world, person)), shop.sigma)),
});

/** How freely a person spends, 1 on average. */
export const appetite = ({ people, trait }: World, person: number): number =>
  (people.monthlyIncomeMinor(person) / 470_000) * (0.5 + trait(person, 'appetite'));

/** Half of all amounts that people choose are round. */
const tidy = ({ random }: World, amountMinor: number): number => {
  if (random.chance(0.5)) return Math.max(1, Math.round(amountMinor));
  const step = amountMinor > 50_000 ? 5000 : 500;
  return Math.max(step, Math.round(amountMinor / step) * step);
};
