import type { Day } from './day.ts';
import { DIRECTIONS } from './entity.ts';
import type { Event } from './event.ts';
import type { Profile, ProfileLabel } from './profile.ts';

/** First byte of every packed profile; a reader refuses what it does not know. */
const FORMAT = 1;
const HEADER_BYTES = 13;
const EVENT_BYTES = 23;
const PLACE_BYTES = 8;
const DAY_BYTES = 28;
const PEER_BYTES = 6;
const LABEL_BYTES = 19;
const INCOMING = 1;
const FAILED = 2;
const PLACED = 4;

/** Bytes that a profile takes: 13, 23 an event (31 with a place), 28 and 6 a counterparty for a day, 19 a label. */
export const packedSize = ({ events, days, labels }: Profile): number => {
  let size = HEADER_BYTES + events.length * EVENT_BYTES + days.length * DAY_BYTES + labels.length * LABEL_BYTES;
  for (let at = 0; at < events.length; at += 1) if (events[at].place !== undefined) size += PLACE_BYTES;
  for (let at = 0; at < days.length; at += 1) size += days[at].peers.length * PEER_BYTES;
  return size;
};

/** A profile as bytes, into the space given (of `packedSize`) or a space of its own. */
export const packProfile = (profile: Profile, bytes: Uint8Array = new Uint8Array(packedSize(profile))): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  view.setUint8(0, FORMAT);
  view.setUint16(1, profile.events.length);
  view.setUint16(3, profile.days.length);
  view.setUint16(5, profile.labels.length);
  setUint48(view, 7, profile.foldedUntilMs);
  let at = HEADER_BYTES;
  for (const event of profile.events) at = putEvent(view, at, event);
  for (const day of profile.days) at = putDay(view, at, day);
  for (const label of profile.labels) at = putLabel(view, at, label);
  return bytes;
};

/** The profile in bytes that `packProfile` made. Throws a RangeError for any others. */
export const unpackProfile = (bytes: Uint8Array): Profile => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== FORMAT)
    throw new RangeError(`profile has format ${view.getUint8(0)}, this version reads ${FORMAT}`);
  const cursor = { view, at: HEADER_BYTES };
  const events = takeMany(view.getUint16(1), cursor, takeEvent);
  const days = takeMany(view.getUint16(3), cursor, takeDay);
  const labels = takeMany(view.getUint16(5), cursor, takeLabel);
  return { events, days, labels, foldedUntilMs: getUint48(view, 7) };
};

const putEvent = (view: DataView, at: number, event: Event): number => {
  const { place } = event;
  view.setUint8(at, (event.direction === 'in' ? INCOMING : 0) | (event.failed ? FAILED : 0) | (place ? PLACED : 0));
  setUint48(view, at + 1, event.atMs);
  setUint48(view, at + 7, event.id);
  setUint48(view, at + 13, event.cents);
  view.setUint32(at + 19, event.peer);
  if (place === undefined) return at + EVENT_BYTES;
  view.setFloat32(at + 23, place.latitude);
  view.setFloat32(at + 27, place.longitude);
  return at + EVENT_BYTES + PLACE_BYTES;
};

type Cursor = { readonly view: DataView; at: number };

const takeMany = <T>(count: number, cursor: Cursor, take: (cursor: Cursor) => T): readonly T[] => {
  const items = new Array<T>(count);
  for (let each = 0; each < count; each += 1) items[each] = take(cursor);
  return items;
};

const takeEvent = (cursor: Cursor): Event => {
  const { view, at } = cursor;
  const flags = view.getUint8(at);
  const placed = (flags & PLACED) !== 0;
  cursor.at += EVENT_BYTES + (placed ? PLACE_BYTES : 0);
  const event = {
    id: getUint48(view, at + 7),
    atMs: getUint48(view, at + 1),
    cents: getUint48(view, at + 13),
    direction: DIRECTIONS[flags & INCOMING],
    peer: view.getUint32(at + 19),
    failed: (flags & FAILED) !== 0,
  };
  return placed
    ? { ...event, place: { latitude: view.getFloat32(at + 23), longitude: view.getFloat32(at + 27) } }
    : event;
};

const putDay = (view: DataView, at: number, day: Day): number => {
  view.setUint16(at, day.day);
  view.setUint8(at + 2, day.direction === 'in' ? INCOMING : 0);
  view.setUint8(at + 3, day.peers.length);
  view.setUint32(at + 4, day.count);
  view.setUint32(at + 8, day.failures);
  view.setFloat64(at + 12, day.cents);
  view.setFloat64(at + 20, day.largestCents);
  let end = at + DAY_BYTES;
  for (const [peer, count] of day.peers) {
    view.setUint32(end, peer);
    view.setUint16(end + 4, count);
    end += PEER_BYTES;
  }
  return end;
};

const takeDay = (cursor: Cursor): Day => {
  const { view, at } = cursor;
  cursor.at += DAY_BYTES;
  return {
    day: view.getUint16(at),
    direction: DIRECTIONS[view.getUint8(at + 2)],
    count: view.getUint32(at + 4),
    cents: view.getFloat64(at + 12),
    largestCents: view.getFloat64(at + 20),
    failures: view.getUint32(at + 8),
    peers: takeMany(view.getUint8(at + 3), cursor, takePeer),
  };
};

const takePeer = (cursor: Cursor): readonly [number, number] => {
  const { view, at } = cursor;
  cursor.at += PEER_BYTES;
  return [view.getUint32(at), view.getUint16(at + 4)];
};

const putLabel = (view: DataView, at: number, label: ProfileLabel): number => {
  view.setUint8(at, label.fraud ? 1 : 0);
  setUint48(view, at + 1, label.atMs);
  setUint48(view, at + 7, label.id);
  setUint48(view, at + 13, label.labelledAtMs);
  return at + LABEL_BYTES;
};

const takeLabel = (cursor: Cursor): ProfileLabel => {
  const { view, at } = cursor;
  cursor.at += LABEL_BYTES;
  return {
    id: getUint48(view, at + 7),
    atMs: getUint48(view, at + 1),
    labelledAtMs: getUint48(view, at + 13),
    fraud: view.getUint8(at) === 1,
  };
};

/** A DataView takes a number modulo its width, so the halves need no rounding. */
const setUint48 = (view: DataView, at: number, value: number): void => {
  view.setUint16(at, value / 0x1_0000_0000);
  view.setUint32(at + 2, value);
};

const getUint48 = (view: DataView, at: number): number => view.getUint16(at) * 0x1_0000_0000 + view.getUint32(at + 2);
