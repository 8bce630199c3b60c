import { type People, peopleOf } from './people.ts';
import { type RandomSource, randomSource } from './random.ts';
import { type Sessions, sessionsOf } from './sessions.ts';
import { type Shops, shopsOf } from './shops.ts';
import { type Trait, traitsOf } from './trait.ts';

/** All that payments are made from. The balances (cents, by person) and recent mules change as time goes on. */
export type World = {
  readonly random: RandomSource;
  readonly trait: Trait;
  readonly people: People;
  readonly shops: Shops;
  readonly sessions: Sessions;
  readonly balancesMinor: Float64Array;
  /** Accounts that took stolen money lately; some are used again. */
  readonly mules: number[];
  /** How many times faster than life attacks and their honest look-alikes unfold. */
  readonly pace: number;
};

export type WorldOptions = { readonly seed: number; readonly accounts: number; readonly pace: number };

export const createWorld = ({ seed, accounts, pace }: WorldOptions): World => {
  const trait = traitsOf(seed);
  const people = peopleOf(accounts, trait);
  return {
    random: randomSource(seed),
    trait,
    people,
    shops: shopsOf(accounts, trait),
    sessions: sessionsOf(people, trait),
    balancesMinor: startBalances(people, trait),
    mules: [],
    pace,
  };
};

const startBalances = (people: People, trait: Trait): Float64Array => {
  const balances = new Float64Array(people.count);
  for (let person = 0; person < people.count; person += 1) balances[person] = startBalanceMinor(person, people, trait);
  return balances;
};

/** A week's to many months' income: few have much. */
const startBalanceMinor = (person: number, people: People, trait: Trait): number =>
  Math.round(people.monthlyIncomeMinor(person) * 0.25 * (1 - trait(person, 'balance') * 0.995) ** -0.7);

export const anyPerson = ({ random, people }: World): number => random.whole(0, people.count - 1);
