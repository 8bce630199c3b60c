import { hash32 } from '../hash.ts';
import { DAY_MS, dayOf } from './day.ts';
import type { Direction } from './entity.ts';
import { type Event, isBefore, type Place } from './event.ts';
import { type Flow, flowOf } from './flow.ts';
import { EMPTY_PROFILE, type Profile } from './profile.ts';

/** A profile as of one payment: only what happened, and was known, before it. */
export type View = {
  readonly out: Flow;
  readonly in: Flow;
  /** Payments with this counterparty in the given direction, in the last 28 whole days and today. */
  readonly pairCount: (direction: Direction, counterparty: string) => number;
  /** Where the entity last paid, when known. */
  readonly lastPlace: (Place & { readonly atMs: number }) | undefined;
  /** Payments received in the last 28 days that had been labelled as fraud by now. */
  readonly confirmedFrauds: number;
  /** True when the seven-day window holds more than is remembered one by one. */
  readonly saturated: boolean;
};

export type AsOf = { readonly atMs: number /** 48-bit hash of the payment id. */; readonly id: number };

/** What the profile held just before a payment: the payment itself, later ones and later labels are not seen. */
export const viewOf = (profile: Profile | undefined, asOf: AsOf): View => {
  const known = profile ?? EMPTY_PROFILE;
  const events = eventsBefore(known.events, asOf);
  const flows: Partial<Record<Direction, Flow>> = {};
  const flow = (direction: Direction): Flow => {
    flows[direction] ??= flowOf({ events, days: known.days, direction, atMs: asOf.atMs });
    return flows[direction];
  };
  return {
    get out() {
      return flow('out');
    },
    get in() {
      return flow('in');
    },
    pairCount: (direction, counterparty) =>
      pairCount({ events, days: known.days, direction, atMs: asOf.atMs }, hash32(counterparty)),
    get lastPlace() {
      return lastPlace(events);
    },
    get confirmedFrauds() {
      return confirmedFrauds(known.labels, asOf);
    },
    saturated: known.foldedUntilMs > asOf.atMs - 7 * DAY_MS,
  };
};

const eventsBefore = (events: readonly Event[], asOf: AsOf): readonly Event[] => {
  let end = events.length;
  while (end > 0 && !isBefore(events[end - 1], asOf)) end -= 1;
  const before = end === events.length ? events : events.slice(0, end);
  return before.some(({ id }) => id === asOf.id) ? before.filter(({ id }) => id !== asOf.id) : before;
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

const lastPlace = (events: readonly Event[]): View['lastPlace'] => {
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
