import { confirmedLabels } from './confirmed.ts';
import { dayOf } from './day.ts';
import type { Past } from './flow.ts';
import { MOST_DAYS, spentByDay } from './spent-by-day.ts';

/**
 * What an account received since it was first paid by fraud, up to where labels have had time to come, told by the slowest that came: by
 * then a payment without a label is an honest one. By whole UTC days, of the 28 before an instant.
 */
export type SinceFraud = {
  /** From the day of the first confirmed fraud. */
  readonly received: number;
  /** Confirmed ones among these. */
  readonly frauds: number;
  /** After the day of the last confirmed fraud; undefined when there is none. */
  readonly receivedSinceLast: number | undefined;
};

const NONE: SinceFraud = { received: 0, frauds: 0, receivedSinceLast: undefined };

/** What was known just before an instant; `past` is of what came in. */
export const sinceFraudOf = (past: Past): SinceFraud => {
  const confirmed = confirmedLabels(past.profile, past.atMs);
  if (confirmed.length === 0) return NONE;
  const today = dayOf(past.atMs);
  const daysAgo = confirmed.map(({ atMs }) => today - dayOf(atMs));
  // A label may name a time before its payment, such as that day's midnight.
  const slowestMs = Math.max(0, ...confirmed.map(({ atMs, labelledAtMs }) => labelledAtMs - atMs));
  const [first, last] = [Math.min(MOST_DAYS, Math.max(...daysAgo)), Math.min(...daysAgo)];
  const settled = today - dayOf(past.atMs - slowestMs) + 1;
  let [received, receivedSinceLast] = [0, 0];
  spentByDay(past, (ago, { count }) => {
    if (ago < settled || ago > first) return;
    received += count;
    if (ago < last) receivedSinceLast += count;
  });
  return { received, frauds: daysAgo.filter((ago) => ago >= settled && ago <= first).length, receivedSinceLast };
};
