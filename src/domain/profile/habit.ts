import { dayOf } from './day.ts';
import type { Past } from './flow.ts';
import { FAILED, INCOMING } from './layout.ts';
import { eachPastDay } from './past-days.ts';

/** How long ago a payment must be not to be part of what goes on now, and how far back is looked, in UTC days. */
const OLDER_DAYS = 8;
const MOST_DAYS = 28;
export const RECENT_DAYS = [7, 14] as const;
export type RecentDays = (typeof RECENT_DAYS)[number];

export type Spent = { readonly count: number; readonly cents: number; readonly largestCents: number };

/** What an entity pays as a rule, and of late; by whole UTC days, so that it is exact however many payments there were. */
export type Habit = {
  /** Payments of eight to 28 days ago: what goes on now cannot have moved them. */
  readonly older: Spent;
  /** Of today and so many days before. */
  readonly recent: Readonly<Record<RecentDays, Spent>>;
};

type Tally = { count: number; cents: number; largestCents: number };

/** Payments that went ahead in one direction, before an instant. */
export const habitOf = (past: Past): Habit => {
  const habit = { older: emptyTally(), recent: { 7: emptyTally(), 14: emptyTally() } };
  const add = (daysAgo: number, spent: Spent): void => {
    if (daysAgo < 0 || daysAgo > MOST_DAYS) return;
    if (daysAgo >= OLDER_DAYS) addUp(habit.older, spent);
    for (const days of RECENT_DAYS) if (daysAgo <= days) addUp(habit.recent[days], spent);
  };
  addEvents(past, add);
  eachPastDay(past, ({ view, at, daysAgo }) =>
    add(daysAgo, {
      count: view.getUint32(at + 4),
      cents: view.getFloat64(at + 12),
      largestCents: view.getFloat64(at + 20),
    }),
  );
  return habit;
};

const emptyTally = (): Tally => ({ count: 0, cents: 0, largestCents: 0 });

const addUp = (tally: Tally, { count, cents, largestCents }: Spent): void => {
  tally.count += count;
  tally.cents += cents;
  if (largestCents > tally.largestCents) tally.largestCents = largestCents;
};

type Add = (daysAgo: number, spent: Spent) => void;

const addEvents = ({ profile, end, leftOut, direction, atMs }: Past, add: Add): void => {
  const today = dayOf(atMs);
  const way = direction === 'in' ? INCOMING : 0;
  for (let nth = end - 1; nth >= 0; nth -= 1) {
    if ((profile.flagsOf(nth) & (INCOMING | FAILED)) !== way || nth === leftOut) continue;
    const cents = profile.centsOf(nth);
    add(today - dayOf(profile.atMsOf(nth)), { count: 1, cents, largestCents: cents });
  }
};
