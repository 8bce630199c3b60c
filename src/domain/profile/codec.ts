import type { Day } from './day.ts';
import { DIRECTIONS } from './entity.ts';
import type { Event } from './event.ts';
import {
  DAY_BYTES,
  DAYS_AT,
  EVENT_BYTES,
  EVENTS_AT,
  FAILED,
  FOLDED_AT,
  FORMAT,
  getUint48,
  HEADER_BYTES,
  INCOMING,
  LABEL_BYTES,
  LABELS_AT,
  PEER_BYTES,
  PLACE_BYTES,
  PLACED,
  PLACES_AT,
  setUint48,
} from './layout.ts';
import type { ProfileLabel } from './packed-profile.ts';

export const putEvent = (view: DataView, at: number, event: Event): void => {
  const { direction, failed, place } = event;
  view.setUint8(at, (direction === 'in' ? INCOMING : 0) | (failed ? FAILED : 0) | (place ? PLACED : 0));
  setUint48(view, at + 1, event.atMs);
  setUint48(view, at + 7, event.id);
  setUint48(view, at + 13, event.cents);
  view.setUint32(at + 19, event.peer);
};

/** The event, `placeAt` where its place would be. */
export const takeEvent = (view: DataView, at: number, placeAt: number): Event => {
  const flags = view.getUint8(at);
  return {
    id: getUint48(view, at + 7),
    atMs: getUint48(view, at + 1),
    cents: getUint48(view, at + 13),
    direction: DIRECTIONS[flags & INCOMING],
    peer: view.getUint32(at + 19),
    failed: (flags & FAILED) !== 0,
    ...((flags & PLACED) !== 0 && { place: takePlace(view, placeAt) }),
  };
};

export const putPlace = (view: DataView, at: number, place: NonNullable<Event['place']>): void => {
  view.setFloat32(at, place.latitude);
  view.setFloat32(at + 4, place.longitude);
};

export const takePlace = (view: DataView, at: number): NonNullable<Event['place']> => ({
  latitude: view.getFloat32(at),
  longitude: view.getFloat32(at + 4),
});

export const takeDay = (view: DataView, at: number): Day => ({
  day: view.getUint16(at),
  direction: DIRECTIONS[view.getUint8(at + 2)],
  count: view.getUint32(at + 4),
  cents: view.getFloat64(at + 12),
  largestCents: view.getFloat64(at + 20),
  failures: view.getUint32(at + 8),
  peers: Array.from({ length: view.getUint8(at + 3) }, (_, nth) => {
    const peerAt = at + DAY_BYTES + nth * PEER_BYTES;
    return [view.getUint32(peerAt), view.getUint16(peerAt + 4)] as const;
  }),
});

const putLabel = (view: DataView, at: number, label: ProfileLabel): void => {
  view.setUint8(at, label.fraud ? 1 : 0);
  setUint48(view, at + 1, label.atMs);
  setUint48(view, at + 7, label.id);
  setUint48(view, at + 13, label.labelledAtMs);
};

export const takeLabel = (view: DataView, at: number): ProfileLabel => ({
  id: getUint48(view, at + 7),
  atMs: getUint48(view, at + 1),
  labelledAtMs: getUint48(view, at + 13),
  fraud: view.getUint8(at) === 1,
});

/** Bytes of the sections of a profile, whole as they stand in another one or made anew. */
export type Sections = {
  readonly events: Uint8Array;
  readonly places: Uint8Array;
  readonly days: Uint8Array;
  readonly dayCount: number;
  readonly labels: Uint8Array;
  readonly foldedUntilMs: number;
};

/** The bytes of a profile. */
export const joinSections = ({ events, places, days, dayCount, labels, foldedUntilMs }: Sections): Buffer => {
  const bytes = Buffer.allocUnsafeSlow(HEADER_BYTES + events.length + places.length + days.length + labels.length);
  bytes[0] = FORMAT;
  bytes[EVENTS_AT] = events.length / EVENT_BYTES;
  bytes[PLACES_AT] = places.length / PLACE_BYTES;
  bytes[DAYS_AT] = dayCount;
  bytes[LABELS_AT] = labels.length / LABEL_BYTES;
  bytes.writeUIntBE(foldedUntilMs, FOLDED_AT, 6);
  let at = HEADER_BYTES;
  for (const section of [events, places, days, labels]) {
    bytes.set(section, at);
    at += section.length;
  }
  return bytes;
};

export const packLabels = (labels: readonly ProfileLabel[]): Uint8Array => {
  const bytes = new Uint8Array(labels.length * LABEL_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [nth, label] of labels.entries()) putLabel(view, nth * LABEL_BYTES, label);
  return bytes;
};
