import { hash32 } from '../hash.ts';
import { DAY_MS, dayOf } from './day.ts';
import type { Direction } from './entity.ts';
import { type Event, isBefore, type Place } from './event.ts';
import { type Flow, flowOf } from './flow.ts';
import { EMPTY_PROFILE, type Profile } from './profile.ts';

export type AsOf = { readonly atMs: number /** 48-bit hash of the payment id. */; readonly id: number };

/**
 * A profile as of one payment: only what happened, and was known, before it; the payment itself, later ones and later labels are not
 * seen. A class, for its getters are then shared: five views a payment are five small objects instead of thirty closures.
 */
export class View {
  readonly #profile: Profile;
  readonly #asOf: AsOf;
  readonly #events: readonly Event[];
  #out: Flow | undefined;
  #in: Flow | undefined;

  constructor(profile: Profile, asOf: AsOf) {
    this.#profile = profile;
    this.#asOf = asOf;
    this.#events = eventsBefore(profile.events, asOf);
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
    return lastPlace(this.#events);
  }

  /** Payments received in the last 28 days that had been labelled as fraud by now. */
  get confirmedFrauds(): number {
    return confirmedFrauds(this.#profile.labels, this.#asOf);
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
    return { events: this.#events, days: this.#profile.days, direction, atMs: this.#asOf.atMs };
  }
}

/** What a profile, if there is one, held just before a payment. */
export const viewOf = (profile: Profile | undefined, asOf: AsOf): View => new View(profile ?? EMPTY_PROFILE, asOf);

const eventsBefore = (events: readonly Event[], asOf: AsOf): readonly Event[] => {
  let end = events.length;
  while (end > 0 && !isBefore(events[end - 1], asOf)) end -= 1;
  for (let at = 0; at < end; at += 1)
    if (events[at].id === asOf.id) return events.slice(0, end).filter(({ id }) => id !== asOf.id);
  return end === events.length ? events : events.slice(0, end);
};

type Past = {
  readonly events: readonly Event[];
  readonly days: Profile['days'];
  readonly direction: Direction;
  readonly atMs: number;
};

const pairCount = ({ events, days, direction, atMs }: Past, peer: number): number => {
  const firstDay = dayOf(atMs) - 28;
  let count = 0;
  for (const event of events) {
    if (event.peer === peer && event.direction === direction && !event.failed && dayOf(event.atMs) >= firstDay)
      count += 1;
  }
  for (const { day, direction: way, peers } of days) {
    if (way !== direction || day < firstDay || day > dayOf(atMs)) continue;
    for (const [known, times] of peers) if (known === peer) count += times;
  }
  return count;
};

const lastPlace = (events: readonly Event[]): (Place & { readonly atMs: number }) | undefined => {
  for (let at = events.length - 1; at >= 0; at -= 1) {
    const { place, atMs, direction } = events[at];
    if (place !== undefined && direction === 'out') return { ...place, atMs };
  }
  return undefined;
};

/** The newest label of each payment that had arrived decides. Payments labelled twice are rare, so the scan is plain. */
const confirmedFrauds = (labels: Profile['labels'], { atMs }: AsOf): number => {
  if (labels.length === 0) return 0;
  const verdicts = new Map<number, boolean>();
  for (const label of labels) {
    if (label.labelledAtMs < atMs && label.atMs >= atMs - 28 * DAY_MS && label.atMs < atMs)
      verdicts.set(label.id, label.fraud);
  }
  return [...verdicts.values()].filter(Boolean).length;
};
