import { DAY_MS } from '../../domain/profile/day.ts';

export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** How busy each local hour is, midnight first; each row has a mean of about 1. */
const WEEKDAY = [
  0.1, 0.06, 0.05, 0.05, 0.08, 0.2, 0.5, 0.9, 1.2, 1.2, 1.2, 1.4, 1.8, 1.5, 1.2, 1.2, 1.4, 1.9, 2.1, 1.9, 1.5, 1.1, 0.7,
  0.3,
];
const WEEKEND = [
  0.3, 0.2, 0.12, 0.08, 0.06, 0.1, 0.25, 0.5, 0.9, 1.4, 1.8, 2, 2, 1.9, 1.8, 1.7, 1.6, 1.6, 1.7, 1.6, 1.4, 1.1, 0.8,
  0.5,
];
export const BUSIEST = 2.1;

export const busyness = (atMs: number, utcHours: number): number => {
  const hours = Math.floor(atMs / HOUR_MS) + utcHours;
  const weekday = (Math.floor(hours / 24) + 4) % 7;
  return (weekday === 0 || weekday === 6 ? WEEKEND : WEEKDAY)[hours % 24];
};

/** The day of the month, from 1. */
export const dayOfMonth = (day: number): number => new Date(day * DAY_MS).getUTCDate();
