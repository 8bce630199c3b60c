import { dayOf, MAX_PEERS_A_DAY } from './day.ts';
import type { GrowingProfile } from './growing-profile.ts';
import { DAY_BYTES, DAYS_AT, FAILED, INCOMING, PEER_BYTES } from './layout.ts';

const MAX_PEER_COUNT = 0xffff;

/** By how much a profile grows at most while an event goes into a day: a new day with one counterparty. */
export const FOLD_BYTES = DAY_BYTES + PEER_BYTES;

/** Counts the nth event in its day as well. A busy account does so with every payment, so it is done where the days lie. */
export const foldEvent = (profile: GrowingProfile, nth: number): void => {
  const { view } = profile;
  const flags = profile.flagsOf(nth);
  const at = dayAt(profile, dayOf(profile.atMsOf(nth)), flags & INCOMING);
  if ((flags & FAILED) !== 0) {
    view.setUint32(at + 8, view.getUint32(at + 8) + 1);
    return;
  }
  const cents = profile.centsOf(nth);
  view.setUint32(at + 4, view.getUint32(at + 4) + 1);
  view.setFloat64(at + 12, view.getFloat64(at + 12) + cents);
  view.setFloat64(at + 20, Math.max(view.getFloat64(at + 20), cents));
  addPeer(profile, at, profile.peerOf(nth));
};

/** Where a day lies, put in where it belongs when it was not there: by day, then what came in before what went out. */
const dayAt = (profile: GrowingProfile, day: number, way: number): number => {
  const { view, labelsAt } = profile;
  let at = profile.daysAt;
  while (at < labelsAt) {
    const known = view.getUint16(at);
    if (known === day && view.getUint8(at + 2) === way) return at;
    if (known > day || (known === day && way === INCOMING)) break;
    at = endOf(view, at);
  }
  profile.openGap(at, DAY_BYTES);
  for (let byte = at; byte < at + DAY_BYTES; byte += 1) view.setUint8(byte, 0);
  view.setUint16(at, day);
  view.setUint8(at + 2, way);
  profile.addTo(DAYS_AT, 1);
  return at;
};

const addPeer = (profile: GrowingProfile, at: number, peer: number): void => {
  const { view } = profile;
  const end = endOf(view, at);
  for (let peerAt = at + DAY_BYTES; peerAt < end; peerAt += PEER_BYTES) {
    if (view.getUint32(peerAt) !== peer) continue;
    view.setUint16(peerAt + 4, Math.min(MAX_PEER_COUNT, view.getUint16(peerAt + 4) + 1));
    return;
  }
  const peers = view.getUint8(at + 3);
  if (peers >= MAX_PEERS_A_DAY) return;
  profile.openGap(end, PEER_BYTES);
  view.setUint8(at + 3, peers + 1);
  view.setUint32(end, peer);
  view.setUint16(end + 4, 1);
};

/** Forgets the days before this one. */
export const dropDaysBefore = (profile: GrowingProfile, day: number): void => {
  const { view, daysAt, labelsAt } = profile;
  let at = daysAt;
  let gone = 0;
  while (at < labelsAt && view.getUint16(at) < day) {
    at = endOf(view, at);
    gone += 1;
  }
  if (gone === 0) return;
  profile.closeGap(daysAt, at - daysAt);
  profile.addTo(DAYS_AT, -gone);
};

const endOf = (view: DataView, at: number): number => at + DAY_BYTES + view.getUint8(at + 3) * PEER_BYTES;
