import { DAY_MS, dayOf } from './day.ts';
import type { Direction } from './entity.ts';
import { FAILED, INCOMING, PEER_BYTES } from './layout.ts';
import type { Profile } from './packed-profile.ts';
import { eachPastDay, type PastDay } from './past-days.ts';
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
  /** The same of the last seven days. */
  readonly newPeers7d: number;
  readonly lastAtMs: number | undefined;
  /** The last payment that went ahead and is still remembered by itself. */
  readonly lastCents: number | undefined;
  readonly largestCents: number;
};

/** What a profile held before an instant: its first `end` events but for one, which is -1 when none is left out. */
export type Past = {
  readonly profile: Profile;
  readonly end: number;
  readonly leftOut: number;
  readonly direction: Direction;
  readonly atMs: number;
};

type Tally = { count: number; cents: number; distinct: number; failures: number };
type Sum = { -readonly [K in keyof Flow]: K extends WindowName ? Tally : Flow[K] };

/** Past it counterparties over whole days are no longer told apart. */
const MOST_DISTINCT = 128;

/** Marks of a counterparty: met in the last 24 h, or in the last seven days, and not before. */
const NEW_24H = 1;
const NEW_7D = 2;

/** The counterparties met, from the newest event back. */
const met = createPeerTable();

/** Adds up one direction of the past as of an instant, in one pass from the newest event to the oldest. */
export const flowOf = (past: Past): Flow => {
  const flow: Sum = {
    '1h': emptyTally(),
    '24h': emptyTally(),
    '7d': emptyTally(),
    '28_days': emptyTally(),
    newPeers24h: 0,
    newPeers7d: 0,
    lastAtMs: undefined,
    lastCents: undefined,
    largestCents: 0,
  };
  met.begin();
  addEvents(flow, past);
  eachPastDay(past, (day) => addDay(flow, day));
  return flow;
};

const emptyTally = (): Tally => ({ count: 0, cents: 0, distinct: 0, failures: 0 });

const addEvents = (flow: Sum, { profile, end, leftOut, direction, atMs }: Past): void => {
  const firstMs = (dayOf(atMs) - 28) * DAY_MS;
  const way = direction === 'in' ? INCOMING : 0;
  for (let nth = end - 1; nth >= 0; nth -= 1) {
    const flags = profile.flagsOf(nth);
    if ((flags & INCOMING) !== way || nth === leftOut) continue;
    const eventMs = profile.atMsOf(nth);
    if (eventMs < firstMs) return;
    flow.lastAtMs ??= eventMs;
    if ((flags & FAILED) === 0) addPaid(flow, profile, { nth, ageMs: atMs - eventMs });
    else addFailed(flow, atMs - eventMs);
  }
};

const addFailed = (flow: Sum, ageMs: number): void => {
  if (ageMs < WINDOW_MS['1h']) flow['1h'].failures += 1;
  if (ageMs < WINDOW_MS['24h']) flow['24h'].failures += 1;
  if (ageMs < WINDOW_MS['7d']) flow['7d'].failures += 1;
  flow['28_days'].failures += 1;
};

const addPaid = (flow: Sum, profile: Profile, { nth, ageMs }: { nth: number; ageMs: number }): void => {
  const cents = profile.centsOf(nth);
  const peer = profile.peerOf(nth);
  const isOfToday = ageMs < WINDOW_MS['24h'];
  const isOfWeek = ageMs < WINDOW_MS['7d'];
  const isNew = met.add(peer, isOfToday ? NEW_24H | NEW_7D : isOfWeek ? NEW_7D : 0);
  flow.lastCents ??= cents;
  if (ageMs < WINDOW_MS['1h']) add(flow['1h'], cents, isNew);
  if (isOfToday) add(flow['24h'], cents, isNew);
  if (isOfWeek) add(flow['7d'], cents, isNew);
  add(flow['28_days'], cents, isNew);
  if (isNew && isOfToday) flow.newPeers24h += 1;
  if (isNew && isOfWeek) flow.newPeers7d += 1;
  if (!isNew && !isOfToday) forget(flow, peer, isOfWeek ? NEW_24H : NEW_24H | NEW_7D);
  if (cents > flow.largestCents) flow.largestCents = cents;
};

/** A counterparty that was met before is not new after all. */
const forget = (flow: Sum, peer: number, marks: number): void => {
  const borne = met.unmark(peer, marks);
  if ((borne & NEW_24H) !== 0) flow.newPeers24h -= 1;
  if ((borne & NEW_7D) !== 0) flow.newPeers7d -= 1;
};

const add = (tally: Tally, cents: number, isNew: boolean): void => {
  tally.count += 1;
  tally.cents += cents;
  if (isNew) tally.distinct += 1;
};

const addDay = (flow: Sum, { view, at, peersAt, end }: PastDay): void => {
  const month = flow['28_days'];
  month.count += view.getUint32(at + 4);
  month.failures += view.getUint32(at + 8);
  month.cents += view.getFloat64(at + 12);
  flow.largestCents = Math.max(flow.largestCents, view.getFloat64(at + 20));
  if (month.distinct >= MOST_DISTINCT && flow.newPeers7d === 0) return;
  for (let peerAt = peersAt; peerAt < end; peerAt += PEER_BYTES) {
    const peer = view.getUint32(peerAt);
    if (!met.add(peer, 0)) forget(flow, peer, NEW_24H | NEW_7D);
    else if (month.distinct < MOST_DISTINCT) month.distinct += 1;
  }
};
