import { dayOf } from './day.ts';
import type { Past } from './flow.ts';
import { FAILED, INCOMING } from './layout.ts';
import { eachPastDay } from './past-days.ts';

export type Spent = { readonly count: number; readonly cents: number; readonly largestCents: number };

/** How far back payments are looked at, in UTC days before the instant's own. */
export const MOST_DAYS = 28;

/**
 * Visits the payments of one direction that went ahead before an instant, with the whole UTC days between them and it: one by one where
 * they are remembered so, by their day where they are not. Who adds them up by days is exact however many there were.
 */
export const spentByDay = (past: Past, visit: (daysAgo: number, spent: Spent) => void): void => {
  const { profile, end, leftOut, direction, atMs } = past;
  const today = dayOf(atMs);
  const way = direction === 'in' ? INCOMING : 0;
  for (let nth = end - 1; nth >= 0; nth -= 1) {
    if ((profile.flagsOf(nth) & (INCOMING | FAILED)) !== way || nth === leftOut) continue;
    const cents = profile.centsOf(nth);
    const daysAgo = today - dayOf(profile.atMsOf(nth));
    if (daysAgo <= MOST_DAYS) visit(daysAgo, { count: 1, cents, largestCents: cents });
  }
  eachPastDay(past, ({ view, at, daysAgo }) =>
    visit(daysAgo, {
      count: view.getUint32(at + 4),
      cents: view.getFloat64(at + 12),
      largestCents: view.getFloat64(at + 20),
    }),
  );
};
