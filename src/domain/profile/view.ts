import { hash32 } from '../hash.ts';
import { takePlace } from './codec.ts';
import { type Confirmed, confirmedOf } from './confirmed.ts';
import { DAY_MS, dayOf } from './day.ts';
import type { Direction } from './entity.ts';
import { isBefore, type Place } from './event.ts';
import { type Flow, flowOf, type Past } from './flow.ts';
import { type Habit, habitOf } from './habit.ts';
import { FAILED, INCOMING, PEER_BYTES, PLACE_BYTES, PLACED } from './layout.ts';
import { eachPastDay } from './past-days.ts';
import { EMPTY_PROFILE, type Profile } from './profile.ts';
import { type SinceFraud, sinceFraudOf } from './since-fraud.ts';

export type AsOf = {
  readonly atMs: number;
  /** 48-bit hash of the payment id. */
  readonly id: number;
};

/**
 * A profile as of one payment: only what happened, and was known, before it; the payment itself, later ones and later labels are not
 * seen. A class, for its getters are then shared: five views a payment are five small objects instead of thirty closures.
 */
export class View {
  readonly #profile: Profile;
  readonly #asOf: AsOf;
  readonly #end: number;
  /** Where the payment itself is, for it has no past in itself; -1 when it is not among the events. */
  readonly #leftOut: number;
  #out: Flow | undefined;
  #in: Flow | undefined;
  #habit: Habit | undefined;
  #confirmed: Confirmed | undefined;
  #sinceFraud: SinceFraud | undefined;

  constructor(profile: Profile, asOf: AsOf) {
    this.#profile = profile;
    this.#asOf = asOf;
    this.#end = endBefore(profile, asOf);
    this.#leftOut = profile.placeOf(asOf.id, this.#end);
  }

  get out(): Flow {
    this.#out ??= flowOf(this.#past('out'));
    return this.#out;
  }

  get in(): Flow {
    this.#in ??= flowOf(this.#past('in'));
    return this.#in;
  }

  /** Where the entity last paid, when known. */
  get lastPlace(): (Place & { readonly atMs: number }) | undefined {
    return lastPlace(this.#past('out'));
  }

  /** What the entity pays as a rule, and of late. */
  get habit(): Habit {
    this.#habit ??= habitOf(this.#past('out'));
    return this.#habit;
  }

  /** Payments received that had been labelled as fraud by now. */
  get confirmed(): Confirmed {
    this.#confirmed ??= confirmedOf(this.#profile, this.#asOf.atMs);
    return this.#confirmed;
  }

  /** Payments received since the first of those was made. */
  get sinceFraud(): SinceFraud {
    this.#sinceFraud ??= sinceFraudOf(this.#past('in'));
    return this.#sinceFraud;
  }

  /** True when the seven-day window holds more than is remembered one by one. */
  get saturated(): boolean {
    return this.#profile.foldedUntilMs > this.#asOf.atMs - 7 * DAY_MS;
  }

  /** Payments with this counterparty in the given direction, today and on the 28 days before. */
  pairCount(direction: Direction, counterparty: string): number {
    return pairCount(this.#past(direction), hash32(counterparty));
  }

  #past(direction: Direction): Past {
    return { profile: this.#profile, end: this.#end, leftOut: this.#leftOut, direction, atMs: this.#asOf.atMs };
  }
}

/** What a profile, if there is one, held just before a payment. */
export const viewOf = (profile: Profile | undefined, asOf: AsOf): View => new View(profile ?? EMPTY_PROFILE, asOf);

/** How many events came before. */
const endBefore = (profile: Profile, asOf: AsOf): number => {
  let end = profile.eventCount;
  while (end > 0 && !isBefore({ atMs: profile.atMsOf(end - 1), id: profile.idOf(end - 1) }, asOf)) end -= 1;
  return end;
};

const pairCount = (past: Past, peer: number): number => pairEvents(past, peer) + pairDays(past, peer);

const pairEvents = ({ profile, end, leftOut, direction, atMs }: Past, peer: number): number => {
  const firstMs = (dayOf(atMs) - 28) * DAY_MS;
  const way = direction === 'in' ? INCOMING : 0;
  let count = 0;
  for (let nth = end - 1; nth >= 0; nth -= 1) {
    if (profile.peerOf(nth) !== peer || nth === leftOut) continue;
    if ((profile.flagsOf(nth) & (INCOMING | FAILED)) === way && profile.atMsOf(nth) >= firstMs) count += 1;
  }
  return count;
};

const pairDays = (past: Past, peer: number): number => {
  let count = 0;
  eachPastDay(past, ({ view, peersAt, end }) => {
    for (let peerAt = peersAt; peerAt < end; peerAt += PEER_BYTES)
      if (view.getUint32(peerAt) === peer) count += view.getUint16(peerAt + 4);
  });
  return count;
};

const lastPlace = ({ profile, end, leftOut }: Past): (Place & { readonly atMs: number }) | undefined => {
  let placeAt = profile.daysAt;
  for (let nth = profile.eventCount - 1; nth >= 0; nth -= 1) {
    const flags = profile.flagsOf(nth);
    if ((flags & PLACED) === 0) continue;
    placeAt -= PLACE_BYTES;
    if (nth < end && nth !== leftOut && (flags & INCOMING) === 0)
      return { ...takePlace(profile.view, placeAt), atMs: profile.atMsOf(nth) };
  }
  return undefined;
};
