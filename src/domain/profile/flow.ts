import { DAY_MS, type Day, dayOf } from './day.ts';
import type { Direction } from './entity.ts';
import type { Event } from './event.ts';

/** Exact sliding windows, and one of whole days: today so far and the 28 UTC days before it. */
export const WINDOWS = ['1h', '24h', '7d', '28_days'] as const;
export type WindowName = (typeof WINDOWS)[number];

/** Lengths of the sliding windows: an event counts while it is younger than this. */
export const WINDOW_MS = { '1h': 3_600_000, '24h': DAY_MS, '7d': 7 * DAY_MS } as const;

/** What happened in one window. Payments that had failed elsewhere count only as failures. */
export type Window = {
  readonly count: number;
  readonly cents: number;
  /** Distinct counterparties. */
  readonly distinct: number;
  readonly failures: number;
};

/** One direction of an entity's past. */
export type Flow = Readonly<Record<WindowName, Window>> & {
  /** Counterparties of the last 24 h that were not met in the 28 days before those. */
  readonly newPeers24h: number;
  readonly lastAtMs: number | undefined;
  readonly largestCents: number;
};

export type FlowInput = {
  /** What happened before the instant, oldest first. */
  readonly events: readonly Event[];
  readonly days: readonly Day[];
  readonly direction: Direction;
  readonly atMs: number;
};

type Tally = { count: number; cents: number; distinct: number; failures: number };

/** Adds up one direction of the past as of an instant, in one pass from the newest event to the oldest. */
export const flowOf = ({ events, days, direction, atMs }: FlowInput): Flow => {
  const [hour, today, week, month] = [emptyTally(), emptyTally(), emptyTally(), emptyTally()];
  const met = new Set<number>();
  const fresh = new Set<number>();
  const firstDay = dayOf(atMs) - 28;
  let lastAtMs: number | undefined;
  let largestCents = 0;
  for (let at = events.length - 1; at >= 0; at -= 1) {
    const event = events[at];
    if (event.direction !== direction || event.atMs < firstDay * DAY_MS) continue;
    lastAtMs ??= event.atMs;
    const ageMs = atMs - event.atMs;
    const isNew = !event.failed && !met.has(event.peer);
    if (isNew) met.add(event.peer);
    if (isNew && ageMs < WINDOW_MS['24h']) fresh.add(event.peer);
    if (!event.failed && ageMs >= WINDOW_MS['24h']) fresh.delete(event.peer);
    if (!event.failed && event.cents > largestCents) largestCents = event.cents;
    if (ageMs < WINDOW_MS['1h']) add(hour, event, isNew);
    if (ageMs < WINDOW_MS['24h']) add(today, event, isNew);
    if (ageMs < WINDOW_MS['7d']) add(week, event, isNew);
    add(month, event, isNew);
  }
  for (const day of days) {
    if (day.direction !== direction || day.day < firstDay || day.day > dayOf(atMs)) continue;
    addDay({ month, met, fresh }, day);
    if (day.largestCents > largestCents) largestCents = day.largestCents;
  }
  return { '1h': hour, '24h': today, '7d': week, '28_days': month, newPeers24h: fresh.size, lastAtMs, largestCents };
};

const emptyTally = (): Tally => ({ count: 0, cents: 0, distinct: 0, failures: 0 });

const add = (tally: Tally, event: Event, isNew: boolean): void => {
  if (event.failed) {
    tally.failures += 1;
    return;
  }
  tally.count += 1;
  tally.cents += event.cents;
  if (isNew) tally.distinct += 1;
};

const addDay = ({ month, met, fresh }: { month: Tally; met: Set<number>; fresh: Set<number> }, day: Day): void => {
  month.count += day.count;
  month.cents += day.cents;
  month.failures += day.failures;
  for (const [peer] of day.peers) {
    fresh.delete(peer);
    if (met.has(peer)) continue;
    met.add(peer);
    month.distinct += 1;
  }
};
