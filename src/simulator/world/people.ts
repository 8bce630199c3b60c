import { DAY_MS, dayOf } from '../../domain/profile/day.ts';
import { CITIES, cityOfShare } from './cities.ts';
import type { Trait } from './trait.ts';

/** What can be said of a person, by number from 0. Money is in cents. */
export type People = {
  readonly count: number;
  readonly account: (person: number) => string;
  readonly homeCity: (person: number) => number;
  /** The city a person is in; undefined while on the way there or back. */
  readonly cityAtTime: (person: number, atMs: number) => number | undefined;
  readonly monthlyIncomeMinor: (person: number) => number;
  /** Mean payments a day that are no standing order, at most MOST_A_DAY. */
  readonly paymentsADay: (person: number) => number;
  /** Someone the person pays again and again; low numbers are paid most. */
  readonly friend: (person: number, rank: number) => number;
  /** Shopkeepers pay in their takings; organisers collect from others. */
  readonly persona: (person: number) => 'ordinary' | 'shopkeeper' | 'seller';
};

export const MOST_A_DAY = 6;

/** Friends are found among neighbours of this many, so that circles of people who all pay each other arise. */
const CIRCLE = 64;

export const peopleOf = (count: number, trait: Trait): People => ({
  count,
  account: (person) => `C${String(person).padStart(7, '0')}`,
  homeCity: (person) => cityOfShare(trait(person, 'city')),
  cityAtTime: (person, atMs) => cityAtTime(person, atMs, trait),
  monthlyIncomeMinor: (person) => Math.round(150_000 + 320_000 * skewed(trait(person, 'income'))),
  paymentsADay: (person) => Math.min(MOST_A_DAY, 0.25 + 1.2 * skewed(trait(person, 'activity'))),
  friend: (person, rank) => {
    const start = Math.floor(person / CIRCLE) * CIRCLE;
    const friend = start + Math.floor(trait(person, 'friend', rank) * Math.min(CIRCLE, count - start));
    return friend === person ? (person + 1) % count : friend;
  },
  persona: (person) => {
    const drawn = trait(person, 'persona');
    if (drawn < 0.02) return 'shopkeeper';
    return drawn < 0.045 ? 'seller' : 'ordinary';
  },
});

/** Exponential with mean 1: most have little, few have much. */
const skewed = (share: number): number => -Math.log(1 - share * 0.999);

const TRIP_EVERY_DAYS = 35;
const TRAVEL_DAYS = 0.6;

/** Each span of 35 days has one trip or none, fixed by the person's traits. */
const cityAtTime = (person: number, atMs: number, trait: Trait): number | undefined => {
  const home = cityOfShare(trait(person, 'city'));
  const day = dayOf(atMs) + (person % TRIP_EVERY_DAYS);
  const span = Math.floor(day / TRIP_EVERY_DAYS) % 1000;
  if (trait(person, 'trip', span) > 0.14) return home;
  const exact = atMs / DAY_MS + (person % TRIP_EVERY_DAYS) - Math.floor(day / TRIP_EVERY_DAYS) * TRIP_EVERY_DAYS;
  const start = 1 + trait(person, 'tripDay', span) * 22;
  const end = start + 1.5 + trait(person, 'tripDays', span) * 9;
  if (exact < start || exact > end) return home;
  if (exact < start + TRAVEL_DAYS || exact > end - TRAVEL_DAYS) return undefined;
  return tripCity(trait(person, 'tripCity', span));
};

/** Half the trips go to where people live, half anywhere. */
const tripCity = (share: number): number =>
  share < 0.5 ? cityOfShare(share * 2) : Math.floor((share - 0.5) * 2 * CITIES.length);
