import { joinSections, packLabels, putEvent, putPlace, type Sections } from './codec.ts';
import { DAY_MS, dayOf } from './day.ts';
import { type Event, isBefore } from './event.ts';
import { dropDaysBefore, FOLD_BYTES, foldEvent } from './fold-days.ts';
import { GrowingProfile } from './growing-profile.ts';
import { EVENT_BYTES, EVENTS_AT, HEADER_BYTES, PLACE_BYTES, PLACED, PLACES_AT } from './layout.ts';
import { Profile, type ProfileLabel } from './packed-profile.ts';

export type { Profile, ProfileLabel } from './packed-profile.ts';

/** Events kept one by one. Past it the oldest fold into days, and windows that reach behind them say that they are saturated. */
export const MAX_EVENTS = 128;
/** Seven days of window, and one day in which a late payment is still measured exactly. */
export const RETAIN_MS = 8 * DAY_MS;
/** 28 whole days, and as much grace. */
export const RETAIN_DAYS = 29;
export const MAX_LABELS = 64;

const NOTHING = new Uint8Array(0);

export const EMPTY_PROFILE = new Profile(
  joinSections({ events: NOTHING, places: NOTHING, days: NOTHING, dayCount: 0, labels: NOTHING, foldedUntilMs: 0 }),
);

/** The profile with one more event; the very same object when the event is known already or comes too late to be remembered. */
export const withEvent = (profile: Profile, event: Event): Profile => {
  if (!isNews(profile, event)) return profile;
  draft.become(profile);
  insert(draft, event);
  return draft.settled();
};

/** The same where the profile lies. */
export const addEvent = (profile: GrowingProfile, event: Event): void => {
  if (isNews(profile, event)) insert(profile, event);
};

/** Where profiles grow before they settle. */
const draft = new GrowingProfile(EMPTY_PROFILE);

const isNews = (profile: Profile, { atMs, id }: Event): boolean =>
  atMs > profile.foldedUntilMs && profile.placeOf(id, profile.eventCount) < 0;

/** Puts an event in its place; what is then too old, or too much, to keep one by one goes into days. */
const insert = (profile: GrowingProfile, event: Event): void => {
  profile.makeRoom(EVENT_BYTES + PLACE_BYTES);
  let nth = profile.eventCount;
  while (nth > 0 && isBefore(event, { atMs: profile.atMsOf(nth - 1), id: profile.idOf(nth - 1) })) nth -= 1;
  if (event.place !== undefined) {
    const placeAt = profile.placesAt + placesBefore(profile, nth) * PLACE_BYTES;
    profile.openGap(placeAt, PLACE_BYTES);
    putPlace(profile.view, placeAt, event.place);
    profile.addTo(PLACES_AT, 1);
  }
  const eventAt = HEADER_BYTES + nth * EVENT_BYTES;
  profile.openGap(eventAt, EVENT_BYTES);
  putEvent(profile.view, eventAt, event);
  profile.addTo(EVENTS_AT, 1);
  const old = tooOld(profile);
  if (old > 0) fold(profile, old);
};

const placesBefore = (profile: Profile, nth: number): number => {
  let places = 0;
  for (let event = 0; event < nth; event += 1) if ((profile.flagsOf(event) & PLACED) !== 0) places += 1;
  return places;
};

/** How many of the oldest events are too old, or too many. */
const tooOld = (profile: Profile): number => {
  const { eventCount } = profile;
  const retainedMs = profile.atMsOf(eventCount - 1) - RETAIN_MS;
  let events = Math.max(0, eventCount - MAX_EVENTS);
  while (profile.atMsOf(events) < retainedMs) events += 1;
  return events;
};

/** Folds the oldest events into days; and days that no window reaches any more go. */
const fold = (profile: GrowingProfile, events: number): void => {
  const newestDay = dayOf(profile.atMsOf(profile.eventCount - 1));
  const foldedUntilMs = profile.atMsOf(events - 1);
  const places = placesBefore(profile, events);
  profile.makeRoom(events * FOLD_BYTES);
  for (let nth = 0; nth < events; nth += 1) foldEvent(profile, nth);
  dropDaysBefore(profile, newestDay - RETAIN_DAYS);
  profile.closeGap(profile.placesAt, places * PLACE_BYTES);
  profile.closeGap(HEADER_BYTES, events * EVENT_BYTES);
  profile.addTo(PLACES_AT, -places);
  profile.addTo(EVENTS_AT, -events);
  profile.setFoldedUntilMs(foldedUntilMs);
};

const sectionsOf = ({ bytes, placesAt, daysAt, labelsAt, dayCount, foldedUntilMs }: Profile): Sections => ({
  events: bytes.subarray(HEADER_BYTES, placesAt),
  places: bytes.subarray(placesAt, daysAt),
  days: bytes.subarray(daysAt, labelsAt),
  dayCount,
  labels: bytes.subarray(labelsAt),
  foldedUntilMs,
});

/**
 * The profile with one more label, newest knowledge last; unchanged when it is known already. That a payment was honest is only news
 * where it had been labelled as fraud: else a busy account's honest labels would crowd out the frauds.
 */
export const withLabel = (profile: Profile, label: ProfileLabel): Profile => {
  const before = profile.labels;
  const known = before.filter(({ id }) => id === label.id);
  if (known.some(({ labelledAtMs }) => labelledAtMs === label.labelledAtMs)) return profile;
  if (!label.fraud && known.length === 0) return profile;
  const labels = [...before, label].sort((a, b) => a.labelledAtMs - b.labelledAtMs || a.id - b.id);
  const oldest = labels[labels.length - 1].labelledAtMs - RETAIN_DAYS * DAY_MS;
  const kept = labels.filter(({ labelledAtMs }) => labelledAtMs >= oldest).slice(-MAX_LABELS);
  return new Profile(joinSections({ ...sectionsOf(profile), labels: packLabels(kept) }));
};
