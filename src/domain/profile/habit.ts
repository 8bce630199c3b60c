import type { Past } from './flow.ts';
import { type Spent, spentByDay } from './spent-by-day.ts';

/** How long ago a payment must be not to be part of what goes on now, in UTC days. */
const OLDER_DAYS = 8;
export const RECENT_DAYS = [7, 14] as const;
export type RecentDays = (typeof RECENT_DAYS)[number];

/** What an entity pays as a rule, and of late; by whole UTC days. */
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
  spentByDay(past, (daysAgo, spent) => {
    if (daysAgo >= OLDER_DAYS) addUp(habit.older, spent);
    for (const days of RECENT_DAYS) if (daysAgo <= days) addUp(habit.recent[days], spent);
  });
  return habit;
};

const emptyTally = (): Tally => ({ count: 0, cents: 0, largestCents: 0 });

const addUp = (tally: Tally, { count, cents, largestCents }: Spent): void => {
  tally.count += count;
  tally.cents += cents;
  if (largestCents > tally.largestCents) tally.largestCents = largestCents;
};
