import { joinSections, packLabels, putEvent, putPlace, type Sections } from './codec.ts';
import { DAY_MS, dayOf } from './day.ts';
import { type Event, isBefore } from './event.ts';
import { foldDays } from './fold-days.ts';
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
  if (event.atMs <= profile.foldedUntilMs) return profile;
  const { eventCount } = profile;
  for (let nth = eventCount - 1; nth >= 0; nth -= 1) if (profile.idOf(nth) === event.id) return profile;
  let at = eventCount;
  while (at > 0 && isBefore(event, { atMs: profile.atMsOf(at - 1), id: profile.idOf(at - 1) })) at -= 1;
  return folded(inserted(profile, event, at));
};

/** The profile with an event put in before the nth. */
const inserted = (profile: Profile, event: Event, nth: number): Profile => {
  const { bytes } = profile;
  const eventAt = HEADER_BYTES + nth * EVENT_BYTES;
  const placeAt = profile.placesAt + (event.place === undefined ? 0 : placesBefore(profile, nth) * PLACE_BYTES);
  const placeBytes = event.place === undefined ? 0 : PLACE_BYTES;
  // Not from the pool: a profile that is kept would keep a whole page of it.
  const grown = Buffer.allocUnsafeSlow(bytes.length + EVENT_BYTES + placeBytes);
  bytes.copy(grown, 0, 0, eventAt);
  bytes.copy(grown, eventAt + EVENT_BYTES, eventAt, placeAt);
  bytes.copy(grown, placeAt + EVENT_BYTES + placeBytes, placeAt);
  const view = new DataView(grown.buffer, grown.byteOffset, grown.byteLength);
  putEvent(view, eventAt, event);
  if (event.place !== undefined) putPlace(view, placeAt + EVENT_BYTES, event.place);
  grown[EVENTS_AT] += 1;
  grown[PLACES_AT] += placeBytes / PLACE_BYTES;
  return new Profile(grown);
};

const placesBefore = (profile: Profile, nth: number): number => {
  let places = 0;
  for (let event = 0; event < nth; event += 1) if ((profile.flagsOf(event) & PLACED) !== 0) places += 1;
  return places;
};

/** What is too old, or too much, to keep one by one goes into days; and days that no window reaches any more go. */
const folded = (profile: Profile): Profile => {
  const { eventCount } = profile;
  const newestMs = profile.atMsOf(eventCount - 1);
  let keepFrom = Math.max(0, eventCount - MAX_EVENTS);
  while (profile.atMsOf(keepFrom) < newestMs - RETAIN_MS) keepFrom += 1;
  return keepFrom === 0 ? profile : withoutOldest(profile, keepFrom);
};

const withoutOldest = (profile: Profile, count: number): Profile => {
  const oldestDay = dayOf(profile.atMsOf(profile.eventCount - 1)) - RETAIN_DAYS;
  const days = foldDays(profile, count, oldestDay);
  const sections = sectionsOf(profile);
  return new Profile(
    joinSections({
      ...sections,
      events: sections.events.subarray(count * EVENT_BYTES),
      places: sections.places.subarray(placesBefore(profile, count) * PLACE_BYTES),
      days: days.bytes,
      dayCount: days.count,
      foldedUntilMs: profile.atMsOf(count - 1),
    }),
  );
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
