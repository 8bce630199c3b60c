import { takeDay, takeEvent, takeLabel } from './codec.ts';
import type { Day } from './day.ts';
import type { Event } from './event.ts';
import {
  DAY_BYTES,
  DAYS_AT,
  EVENT_BYTES,
  EVENTS_AT,
  FOLDED_AT,
  FORMAT,
  getUint48,
  HEADER_BYTES,
  LABEL_BYTES,
  LABELS_AT,
  PEER_BYTES,
  PLACE_BYTES,
  PLACES_AT,
} from './layout.ts';

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
 *
 * It is its bytes (layout.ts), read where they lie and never changed but by a GrowingProfile: unpacked to objects, the profiles of a
 * batch were most of what the garbage collector had to do.
 */
export class Profile {
  /** The bytes, and what room there is behind them. */
  protected held: Buffer;
  protected size: number;
  /** The same bytes, for numbers of more than one. */
  protected words: DataView;

  /** Throws a RangeError when the bytes are not those of a profile of this format. */
  constructor(bytes: Buffer) {
    if (bytes[0] !== FORMAT) throw new RangeError(`profile has format ${bytes[0]}, this version reads ${FORMAT}`);
    this.held = bytes;
    this.size = bytes.length;
    this.words = wordsOf(bytes);
  }

  /** In bytes. */
  get length(): number {
    return this.size;
  }
  get bytes(): Buffer {
    return this.size === this.held.length ? this.held : this.held.subarray(0, this.size);
  }
  /** Copies the bytes into others, from there on. */
  copyTo(target: Uint8Array, at: number): void {
    this.held.copy(target, at, 0, this.size);
  }
  /** Where days lie, for who reads them in place. */
  get view(): DataView {
    return this.words;
  }
  get eventCount(): number {
    return this.held[EVENTS_AT];
  }
  get dayCount(): number {
    return this.held[DAYS_AT];
  }
  get labelCount(): number {
    return this.held[LABELS_AT];
  }
  /** Events up to here (epoch ms, inclusive) have been folded into days: what arrives from behind it is not remembered. */
  get foldedUntilMs(): number {
    return getUint48(this.words, FOLDED_AT);
  }
  get placesAt(): number {
    return HEADER_BYTES + this.eventCount * EVENT_BYTES;
  }
  get daysAt(): number {
    return this.placesAt + this.held[PLACES_AT] * PLACE_BYTES;
  }
  get labelsAt(): number {
    return this.size - this.labelCount * LABEL_BYTES;
  }

  /** Flags of an event (layout.ts); events count from the oldest. */
  flagsOf(event: number): number {
    return this.held[HEADER_BYTES + event * EVENT_BYTES];
  }
  atMsOf(event: number): number {
    return getUint48(this.words, HEADER_BYTES + event * EVENT_BYTES + 1);
  }
  idOf(event: number): number {
    return getUint48(this.words, HEADER_BYTES + event * EVENT_BYTES + 7);
  }
  centsOf(event: number): number {
    return getUint48(this.words, HEADER_BYTES + event * EVENT_BYTES + 13);
  }
  peerOf(event: number): number {
    return this.words.getUint32(HEADER_BYTES + event * EVENT_BYTES + 19);
  }

  /** Which of the first `end` events has this id; -1 when none has. Looked for with every payment, so half of an id is compared first. */
  placeOf(id: number, end: number): number {
    const low = id >>> 0;
    for (let nth = 0; nth < end; nth += 1)
      if (this.words.getUint32(HEADER_BYTES + nth * EVENT_BYTES + 9) === low && this.idOf(nth) === id) return nth;
    return -1;
  }

  /** Oldest first, unpacked. */
  get events(): readonly Event[] {
    let placeAt = this.placesAt;
    return Array.from({ length: this.eventCount }, (_, nth) => {
      const event = takeEvent(this.words, HEADER_BYTES + nth * EVENT_BYTES, placeAt);
      if (event.place !== undefined) placeAt += PLACE_BYTES;
      return event;
    });
  }
  /** Oldest first, unpacked. */
  get days(): readonly Day[] {
    let at = this.daysAt;
    return Array.from({ length: this.dayCount }, () => {
      const day = takeDay(this.words, at);
      at += DAY_BYTES + day.peers.length * PEER_BYTES;
      return day;
    });
  }
  get labels(): readonly ProfileLabel[] {
    const from = this.labelsAt;
    return Array.from({ length: this.labelCount }, (_, nth) => takeLabel(this.words, from + nth * LABEL_BYTES));
  }
}

export const wordsOf = ({ buffer, byteOffset, byteLength }: Buffer): DataView =>
  new DataView(buffer, byteOffset, byteLength);
