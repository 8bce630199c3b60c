import type { Direction } from './entity.ts';

export const DAY_MS = 86_400_000;

/** How many counterparties a day remembers by name; a day with more counts the rest as none. */
export const MAX_PEERS_A_DAY = 12;

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
