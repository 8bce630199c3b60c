import { DAY_MS, dayOf } from '../../domain/profile/day.ts';
import type { Intent, PartyRef } from '../intent.ts';
import { transfer } from '../ways-to-pay.ts';
import { cityAt, cityOfShare } from '../world/cities.ts';
import { dayOfMonth, HOUR_MS, MINUTE_MS } from '../world/time.ts';
import type { World } from '../world/world.ts';

type Moment = { readonly person: number; readonly atMs: number };

/** One of the runs that a bank makes each day over all its accounts. */
type Run = {
  readonly fromHour: number;
  readonly hours: number;
  /** Nothing where the person has none on that day of the month. */
  readonly order: (world: World, moment: Moment, dayOfMonth: number) => Intent | undefined;
};

/** Standing orders, salaries and bills, in order of time, from a day on. Endless. */
export function* standing(world: World, startMs: number): Generator<Intent> {
  for (let day = dayOf(startMs); ; day += 1) {
    for (const run of RUNS) yield* runOf(world, run, day);
  }
}

function* runOf(world: World, { fromHour, hours, order }: Run, day: number): Generator<Intent> {
  const { count } = world.people;
  const startMs = day * DAY_MS + fromHour * HOUR_MS;
  const today = dayOfMonth(day);
  for (let person = 0; person < count; person += 1) {
    const atMs = startMs + Math.floor((person / count) * hours * HOUR_MS);
    const intent = order(world, { person, atMs }, today);
    if (intent !== undefined) yield intent;
  }
}

const rent: Run['order'] = (world, { person, atMs }, today) => {
  const { trait, people } = world;
  if (trait(person, 'paysRent') > 0.55 || 1 + Math.floor(trait(person, 'rentDay') * 5) !== today) return undefined;
  const share = 0.18 + 0.17 * trait(person, 'rentDay', 1);
  const amountMinor = Math.round((people.monthlyIncomeMinor(person) * share) / 1000) * 1000;
  const landlord = people.friend(person, 900 + Math.floor(trait(person, 'landlord') * 3));
  return transfer(world, { person, atMs, to: landlord, amountMinor, session: { channel: 'web' } });
};

const salary: Run['order'] = (world, { person, atMs }, today) => {
  const { trait, people } = world;
  const drawn = trait(person, 'payday');
  const fortnightly = drawn < 0.3;
  const due = fortnightly ? today === 1 || today === 15 : 23 + Math.floor(drawn * 6) === today;
  if (!due) return undefined;
  const amountMinor = Math.round(people.monthlyIncomeMinor(person) * (fortnightly ? 0.5 : 1));
  return {
    atMs,
    type: 'TRANSFER',
    sender: employerOf(world, person),
    receiver: person,
    amountMinor: () => amountMinor,
    session: { channel: 'api' },
    scenario: 'none',
    ...(trait(person, 'forwards') < 0.1 ? { followedBy: () => [forwarded(world, person, atMs)] } : {}),
  };
};

/** Some send most of their pay on within the hour: to a partner, a savings account, family. */
const forwarded = (world: World, person: number, paidAtMs: number): Intent => {
  const { random, people } = world;
  const share = random.between(0.5, 0.97);
  const atMs = paidAtMs + Math.round(random.exponential(50 * MINUTE_MS)) + MINUTE_MS;
  return transfer(world, { person, atMs, to: people.friend(person, 0), amountMinor: (balance) => balance * share });
};

const bill: Run['order'] = (world, { person, atMs }, today) => {
  const { trait, people } = world;
  if (1 + Math.floor(trait(person, 'utilityDay') * 27) !== today) return undefined;
  const utility = Math.floor(trait(person, 'utility') ** 2 * 40);
  const { country } = cityAt(people.homeCity(person));
  const receiver: PartyRef = { account: `U${String(utility).padStart(4, '0')}`, country };
  const amountMinor = Math.round(3000 + 14_000 * trait(person, 'utility', 1) + world.random.between(0, 3000));
  return {
    ...transfer(world, { person, atMs, to: receiver, amountMinor, session: { channel: 'api' } }),
    type: 'DEBIT',
  };
};

const employerOf = ({ trait, people }: World, person: number): PartyRef => {
  const employers = Math.max(3, Math.round(people.count / 40));
  const number = Math.floor(employers * trait(person, 'employer') ** 2);
  return {
    account: `E${String(number).padStart(6, '0')}`,
    country: cityAt(cityOfShare(trait(number, 'country'))).country,
  };
};

const RUNS: readonly Run[] = [
  { fromHour: 1, hours: 3, order: rent },
  { fromHour: 5, hours: 3, order: salary },
  { fromHour: 9, hours: 2, order: bill },
];
