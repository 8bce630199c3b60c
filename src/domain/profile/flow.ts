import { DAY_MS, type Day, dayOf } from './day.ts';
import type { Direction } from './entity.ts';
import type { Event } from './event.ts';
import { createPeerTable } from './peer-table.ts';

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
type Sum = { -readonly [K in keyof Flow]: K extends WindowName ? Tally : Flow[K] };

/** Past it counterparties over whole days are no longer told apart. */
const MOST_DISTINCT = 128;

/** The counterparties met, from the newest event back; marked are those of the last 24 h that were not met before these. */
const met = createPeerTable();

/** Adds up one direction of the past as of an instant, in one pass from the newest event to the oldest. */
export const flowOf = (past: FlowInput): Flow => {
  const flow: Sum = {
    '1h': emptyTally(),
    '24h': emptyTally(),
    '7d': emptyTally(),
    '28_days': emptyTally(),
    newPeers24h: 0,
    lastAtMs: undefined,
    largestCents: 0,
  };
  met.begin();
  addEvents(flow, past);
  addDays(flow, past);
  return flow;
};

const emptyTally = (): Tally => ({ count: 0, cents: 0, distinct: 0, failures: 0 });

const addEvents = (flow: Sum, { events, direction, atMs }: FlowInput): void => {
  const firstMs = (dayOf(atMs) - 28) * DAY_MS;
  for (let at = events.length - 1; at >= 0; at -= 1) {
    const event = events[at];
    if (event.direction !== direction || event.atMs < firstMs) continue;
    flow.lastAtMs ??= event.atMs;
    const ageMs = atMs - event.atMs;
    const isOfToday = ageMs < WINDOW_MS['24h'];
    const isNew = !event.failed && met.add(event.peer, isOfToday);
    if (ageMs < WINDOW_MS['1h']) add(flow['1h'], event, isNew);
    if (isOfToday) add(flow['24h'], event, isNew);
    if (ageMs < WINDOW_MS['7d']) add(flow['7d'], event, isNew);
    add(flow['28_days'], event, isNew);
    if (isNew && isOfToday) flow.newPeers24h += 1;
    if (!event.failed && !isOfToday && met.unmark(event.peer)) flow.newPeers24h -= 1;
    if (!event.failed && event.cents > flow.largestCents) flow.largestCents = event.cents;
  }
};

const add = (tally: Tally, event: Event, isNew: boolean): void => {
  if (event.failed) {
    tally.failures += 1;
    return;
  }
  tally.count += 1;
  tally.cents += event.cents;
  if (isNew) tally.distinct += 1;
};

const addDays = (flow: Sum, { days, direction, atMs }: FlowInput): void => {
  const today = dayOf(atMs);
  const month = flow['28_days'];
  for (const day of days) {
    if (day.direction !== direction || day.day < today - 28 || day.day > today) continue;
    month.count += day.count;
    month.cents += day.cents;
    month.failures += day.failures;
    if (day.largestCents > flow.largestCents) flow.largestCents = day.largestCents;
    if (month.distinct >= MOST_DISTINCT && flow.newPeers24h === 0) continue;
    for (const [peer] of day.peers) {
      if (!met.add(peer, false)) flow.newPeers24h -= met.unmark(peer) ? 1 : 0;
      else if (month.distinct < MOST_DISTINCT) month.distinct += 1;
    }
  }
};
