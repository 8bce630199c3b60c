import { dayOf } from './day.ts';
import type { Past } from './flow.ts';
import { DAY_BYTES, INCOMING, PEER_BYTES } from './layout.ts';

/** A day's figures, and the counterparties behind them, from `peersAt` to `end`. */
export type PastDay = {
  readonly view: DataView;
  /** Where the day lies (layout.ts). */
  readonly at: number;
  readonly peersAt: number;
  readonly end: number;
  /** UTC days between it and the instant's. */
  readonly daysAgo: number;
};

/** How far back folded days are looked at, today not counted. */
const MOST_DAYS = 28;

/** Visits the folded days of one direction, of the instant's own and the 28 before it, oldest first. */
export const eachPastDay = (past: Past, visit: (day: PastDay) => void): void => {
  const { view, daysAt, dayCount } = past.profile;
  const today = dayOf(past.atMs);
  const way = past.direction === 'in' ? INCOMING : 0;
  let at = daysAt;
  for (let nth = 0; nth < dayCount; nth += 1) {
    const peersAt = at + DAY_BYTES;
    const end = peersAt + view.getUint8(at + 3) * PEER_BYTES;
    const daysAgo = today - view.getUint16(at);
    if (view.getUint8(at + 2) === way && daysAgo >= 0 && daysAgo <= MOST_DAYS)
      visit({ view, at, peersAt, end, daysAgo });
    at = end;
  }
};
