import type { Direction } from './entity.ts';
import type { Event } from './event.ts';

export const DAY_MS = 86_400_000;

/** How many counterparties a day remembers by name; a day with more counts the rest as none. */
export const MAX_PEERS_A_DAY = 12;
const MAX_PEER_COUNT = 0xffff;

/** One direction of one UTC day, folded from events that are too old, or too many, to keep one by one. */
export type Day = {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly direction: Direction;
  /** Payments that went ahead, their sum and largest. */
  readonly count: number;
  readonly cents: number;
  readonly largestCents: number;
  readonly failures: number;
  /** Counterparty hash and payments with it. */
  readonly peers: readonly (readonly [peer: number, count: number])[];
};

export const dayOf = (atMs: number): number => Math.floor(atMs / DAY_MS);

/** The days with one more event folded in, oldest day first. */
export const foldIntoDays = (days: readonly Day[], event: Event): readonly Day[] => {
  const day = dayOf(event.atMs);
  const known = days.findLastIndex((each) => each.day === day && each.direction === event.direction);
  if (known >= 0) return days.with(known, withEvent(days[known], event));
  const empty: Day = { day, direction: event.direction, count: 0, cents: 0, largestCents: 0, failures: 0, peers: [] };
  return [...days, withEvent(empty, event)].sort((a, b) => a.day - b.day || a.direction.localeCompare(b.direction));
};

const withEvent = (day: Day, event: Event): Day =>
  event.failed
    ? { ...day, failures: day.failures + 1 }
    : {
        ...day,
        count: day.count + 1,
        cents: day.cents + event.cents,
        largestCents: Math.max(day.largestCents, event.cents),
        peers: withPeer(day.peers, event.peer),
      };

const withPeer = (peers: Day['peers'], peer: number): Day['peers'] => {
  if (peers.some(([known]) => known === peer)) {
    return peers.map((each) => (each[0] === peer ? ([peer, Math.min(MAX_PEER_COUNT, each[1] + 1)] as const) : each));
  }
  return peers.length < MAX_PEERS_A_DAY ? [...peers, [peer, 1] as const] : peers;
};
