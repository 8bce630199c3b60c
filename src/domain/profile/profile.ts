import { DAY_MS, type Day, dayOf, foldIntoDays } from './day.ts';
import { type Event, isBefore } from './event.ts';

/** Events kept one by one. Past it the oldest fold into days, and windows that reach behind them say that they are saturated. */
export const MAX_EVENTS = 128;
/** Seven days of window, and one day in which a late payment is still measured exactly. */
export const RETAIN_MS = 8 * DAY_MS;
/** 28 whole days, and as much grace. */
export const RETAIN_DAYS = 29;
export const MAX_LABELS = 64;

/** A verdict on an earlier payment to this account, and when it became known. */
export type ProfileLabel = {
  /** 48-bit hash of the payment id. */
  readonly id: number;
  readonly atMs: number;
  readonly labelledAtMs: number;
  readonly fraud: boolean;
};

/**
 * What is remembered of one entity. Extending it is a set union by event id: a payment that comes twice, late or out of order leaves
 * the same profile, as long as it is at most a day later than the newest and the entity has at most MAX_EVENTS in eight days.
 */
export type Profile = {
  /** Oldest first. */
  readonly events: readonly Event[];
  /** Oldest first. */
  readonly days: readonly Day[];
  readonly labels: readonly ProfileLabel[];
  /** Events up to here (epoch ms, inclusive) have been folded into days: what arrives from behind it is not remembered. */
  readonly foldedUntilMs: number;
};

export const EMPTY_PROFILE: Profile = { events: [], days: [], labels: [], foldedUntilMs: 0 };

/** The profile with one more event; the very same object when the event is known already or comes too late to be remembered. */
export const withEvent = (profile: Profile, event: Event): Profile => {
  if (event.atMs <= profile.foldedUntilMs) return profile;
  const { events } = profile;
  for (let at = events.length - 1; at >= 0; at -= 1) if (events[at].id === event.id) return profile;
  const extended = events.slice();
  extended.push(event);
  for (let at = events.length; at > 0 && isBefore(event, extended[at - 1]); at -= 1) {
    extended[at] = extended[at - 1];
    extended[at - 1] = event;
  }
  return folded({ ...profile, events: extended });
};

/**
 * The profile with one more label, newest knowledge last; unchanged when it is known already. That a payment was honest is only news
 * where it had been labelled as fraud: else a busy account's honest labels would crowd out the frauds.
 */
export const withLabel = (profile: Profile, label: ProfileLabel): Profile => {
  const known = profile.labels.filter(({ id }) => id === label.id);
  if (known.some(({ labelledAtMs }) => labelledAtMs === label.labelledAtMs)) return profile;
  if (!label.fraud && known.length === 0) return profile;
  const labels = [...profile.labels, label].sort((a, b) => a.labelledAtMs - b.labelledAtMs || a.id - b.id);
  const oldest = labels[labels.length - 1].labelledAtMs - 2 * RETAIN_DAYS * DAY_MS;
  return { ...profile, labels: labels.filter(({ atMs }) => atMs >= oldest).slice(-MAX_LABELS) };
};

const folded = (profile: Profile): Profile => {
  const { events } = profile;
  const newestMs = events[events.length - 1].atMs;
  let keepFrom = Math.max(0, events.length - MAX_EVENTS);
  while (events[keepFrom].atMs < newestMs - RETAIN_MS) keepFrom += 1;
  if (keepFrom === 0) return profile;
  const oldestDay = dayOf(newestMs) - RETAIN_DAYS;
  return {
    ...profile,
    events: events.slice(keepFrom),
    days: events
      .slice(0, keepFrom)
      .reduce(foldIntoDays, profile.days)
      .filter(({ day }) => day >= oldestDay),
    foldedUntilMs: events[keepFrom - 1].atMs,
  };
};
