import { DAY_MS, dayOf } from './day.ts';
import { WINDOW_MS } from './flow.ts';
import type { Profile, ProfileLabel } from './profile.ts';

/**
 * Payments to an account confirmed as fraud, by when that became known: a label counts from the moment it arrives, however late it was, so the same
 * code serves an analyst's hours and a chargeback's weeks.
 */
export type Confirmed = {
  /** Labels that arrived in each window, the last of them by whole days. */
  readonly '24h': number;
  readonly '7d': number;
  readonly '28_days': number;
  /** When the first and the last of these payments were made. */
  readonly firstAtMs: number | undefined;
  readonly lastAtMs: number | undefined;
};

const NONE: Confirmed = { '24h': 0, '7d': 0, '28_days': 0, firstAtMs: undefined, lastAtMs: undefined };

/** What was known just before an instant. */
export const confirmedOf = (profile: Profile, atMs: number): Confirmed => {
  const confirmed = confirmedLabels(profile, atMs);
  if (confirmed.length === 0) return NONE;
  const within = (ms: number): number => confirmed.filter(({ labelledAtMs }) => atMs - labelledAtMs < ms).length;
  return {
    '24h': within(WINDOW_MS['24h']),
    '7d': within(WINDOW_MS['7d']),
    '28_days': confirmed.length,
    firstAtMs: Math.min(...confirmed.map((label) => label.atMs)),
    lastAtMs: Math.max(...confirmed.map((label) => label.atMs)),
  };
};

/** The labels of fraud that arrived on the 28 days before an instant, or on its own before it. The newest label of each payment decides. */
export const confirmedLabels = (profile: Profile, atMs: number): readonly ProfileLabel[] => {
  if (profile.labelCount === 0) return [];
  const known = profile.labels.filter(({ labelledAtMs }) => labelledAtMs < atMs);
  const firstMs = (dayOf(atMs) - 28) * DAY_MS;
  return known.filter(
    ({ id, fraud, labelledAtMs }, at) =>
      fraud && labelledAtMs >= firstMs && known.findLastIndex((label) => label.id === id) === at,
  );
};
