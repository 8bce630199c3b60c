/**
 * How a profile lies in its bytes, big-endian:
 *
 *     header | events, oldest first | places of the events that have one | days, oldest first | labels
 *
 *     header  format 1, events 1, places 1, days 1, labels 1, foldedUntilMs 6
 *     event   flags 1, atMs 6, id 6, cents 6, peer 4
 *     place   latitude 4, longitude 4, degrees in single precision
 *     day     day 2, direction 1, peers 1, count 4, failures 4, cents 8, largestCents 8, then peer 4 and count 2 for each
 *     label   fraud 1, atMs 6, id 6, labelledAtMs 6
 */
export const FORMAT = 2;
export const HEADER_BYTES = 11;
/** Where the header counts. */
export const EVENTS_AT = 1;
export const PLACES_AT = 2;
export const DAYS_AT = 3;
export const LABELS_AT = 4;
export const FOLDED_AT = 5;
export const EVENT_BYTES = 23;
export const PLACE_BYTES = 8;
export const DAY_BYTES = 28;
export const PEER_BYTES = 6;
export const LABEL_BYTES = 19;

/** Flags of an event; the first is also a day's direction. */
export const INCOMING = 1;
export const FAILED = 2;
export const PLACED = 4;

/** A DataView takes a number modulo its width, so the halves need no rounding. */
export const setUint48 = (view: DataView, at: number, value: number): void => {
  view.setUint16(at, value / 0x1_0000_0000);
  view.setUint32(at + 2, value);
};

export const getUint48 = (view: DataView, at: number): number =>
  view.getUint16(at) * 0x1_0000_0000 + view.getUint32(at + 2);
