import { dayOf, MAX_PEERS_A_DAY } from './day.ts';
import { DAY_BYTES, FAILED, INCOMING, PEER_BYTES } from './layout.ts';
import type { Profile } from './packed-profile.ts';

const MAX_PEER_COUNT = 0xffff;

/** The days of a profile, packed, and how many they are. */
export type PackedDays = { readonly bytes: Buffer; readonly count: number };

/**
 * The days of a profile with its first events folded in, without those before `oldestDay`. A busy account folds an event with every
 * payment, so they are changed where they lie, in one copy.
 */
export const foldDays = (profile: Profile, events: number, oldestDay: number): PackedDays => {
  const { bytes, daysAt, labelsAt, dayCount } = profile;
  let days: PackedDays = { bytes: Buffer.from(bytes.subarray(daysAt, labelsAt)), count: dayCount };
  for (let nth = 0; nth < events; nth += 1) days = withEvent(days, profile, nth);
  return since(days, oldestDay);
};

const withEvent = (days: PackedDays, profile: Profile, nth: number): PackedDays => {
  const flags = profile.flagsOf(nth);
  const found = placeOf(days.bytes, dayOf(profile.atMsOf(nth)), flags & INCOMING);
  const { bytes, count } = found.there ? days : withDay(days, found);
  const { at } = found;
  if ((flags & FAILED) !== 0) {
    bytes.writeUInt32BE(bytes.readUInt32BE(at + 8) + 1, at + 8);
    return { bytes, count };
  }
  const cents = profile.centsOf(nth);
  bytes.writeUInt32BE(bytes.readUInt32BE(at + 4) + 1, at + 4);
  bytes.writeDoubleBE(bytes.readDoubleBE(at + 12) + cents, at + 12);
  bytes.writeDoubleBE(Math.max(bytes.readDoubleBE(at + 20), cents), at + 20);
  return { bytes: withPeer(bytes, at, profile.peerOf(nth)), count };
};

type Place = { readonly at: number; readonly there: boolean; readonly day: number; readonly way: number };

/** Where a day is, or belongs: by day, then what came in before what went out. */
const placeOf = (bytes: Buffer, day: number, way: number): Place => {
  let at = 0;
  while (at < bytes.length) {
    const known = bytes.readUInt16BE(at);
    if (known === day && bytes[at + 2] === way) return { at, there: true, day, way };
    if (known > day || (known === day && way === INCOMING)) break;
    at += DAY_BYTES + bytes[at + 3] * PEER_BYTES;
  }
  return { at, there: false, day, way };
};

const withDay = ({ bytes, count }: PackedDays, { at, day, way }: Place): PackedDays => {
  const grown = withGap(bytes, at, DAY_BYTES);
  grown.writeUInt16BE(day, at);
  grown[at + 2] = way;
  return { bytes: grown, count: count + 1 };
};

const withPeer = (bytes: Buffer, at: number, peer: number): Buffer => {
  const end = at + DAY_BYTES + bytes[at + 3] * PEER_BYTES;
  for (let peerAt = at + DAY_BYTES; peerAt < end; peerAt += PEER_BYTES) {
    if (bytes.readUInt32BE(peerAt) !== peer) continue;
    bytes.writeUInt16BE(Math.min(MAX_PEER_COUNT, bytes.readUInt16BE(peerAt + 4) + 1), peerAt + 4);
    return bytes;
  }
  if (bytes[at + 3] >= MAX_PEERS_A_DAY) return bytes;
  const grown = withGap(bytes, end, PEER_BYTES);
  grown[at + 3] += 1;
  grown.writeUInt32BE(peer, end);
  grown.writeUInt16BE(1, end + 4);
  return grown;
};

/** A copy with so many noughts put in. */
const withGap = (bytes: Buffer, at: number, gap: number): Buffer => {
  const grown = Buffer.alloc(bytes.length + gap);
  bytes.copy(grown, 0, 0, at);
  bytes.copy(grown, at + gap, at);
  return grown;
};

const since = ({ bytes, count }: PackedDays, oldestDay: number): PackedDays => {
  let at = 0;
  let gone = 0;
  while (at < bytes.length && bytes.readUInt16BE(at) < oldestDay) {
    at += DAY_BYTES + bytes[at + 3] * PEER_BYTES;
    gone += 1;
  }
  return { bytes: bytes.subarray(at), count: count - gone };
};
