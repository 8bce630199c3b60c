import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, dayOf } from '../../../src/domain/profile/day.ts';
import { type Event, isBefore } from '../../../src/domain/profile/event.ts';
import { type Flow, WINDOW_MS } from '../../../src/domain/profile/flow.ts';
import { EMPTY_PROFILE, withEvent } from '../../../src/domain/profile/profile.ts';
import { viewOf } from '../../../src/domain/profile/view.ts';

const START_MS = Date.parse('2026-03-02T00:00:00Z');
const HOUR_MS = 3_600_000;

/** What a window holds, by looking at every event there ever was. */
const bruteForce = (
  events: readonly Event[],
  direction: Event['direction'],
  asOf: { atMs: number; id: number },
): Omit<Flow, 'newPeers24h' | 'newPeers7d' | 'lastCents'> => {
  const past = events.filter((event) => event.direction === direction && event.id !== asOf.id && isBefore(event, asOf));
  const window = (has: (event: Event) => boolean) => {
    const within = past.filter(has);
    const paid = within.filter(({ failed }) => !failed);
    return {
      count: paid.length,
      cents: paid.reduce((sum, { cents }) => sum + cents, 0),
      distinct: new Set(paid.map(({ peer }) => peer)).size,
      failures: within.length - paid.length,
    };
  };
  const isOfMonth = ({ atMs }: Event) => dayOf(atMs) >= dayOf(asOf.atMs) - 28;
  const month = past.filter(isOfMonth);
  return {
    '1h': window(({ atMs }) => asOf.atMs - atMs < WINDOW_MS['1h']),
    '24h': window(({ atMs }) => asOf.atMs - atMs < WINDOW_MS['24h']),
    '7d': window(({ atMs }) => asOf.atMs - atMs < WINDOW_MS['7d']),
    '28_days': window(isOfMonth),
    lastAtMs: month.length === 0 ? undefined : Math.max(...month.map(({ atMs }) => atMs)),
    largestCents: Math.max(0, ...month.filter(({ failed }) => !failed).map(({ cents }) => cents)),
  };
};

const newPeers = (
  events: readonly Event[],
  direction: Event['direction'],
  asOf: { atMs: number; id: number; windowMs: number },
): number => {
  const past = events.filter(
    (event) => event.direction === direction && !event.failed && event.id !== asOf.id && isBefore(event, asOf),
  );
  const month = past.filter(({ atMs }) => dayOf(atMs) >= dayOf(asOf.atMs) - 28);
  const before = new Set(month.filter(({ atMs }) => asOf.atMs - atMs >= asOf.windowMs).map(({ peer }) => peer));
  return new Set(
    month.filter(({ atMs, peer }) => asOf.atMs - atMs < asOf.windowMs && !before.has(peer)).map(({ peer }) => peer),
  ).size;
};

const lastPaid = (
  events: readonly Event[],
  direction: Event['direction'],
  asOf: { atMs: number; id: number },
): number | undefined =>
  events
    .filter((event) => event.direction === direction && !event.failed && event.id !== asOf.id && isBefore(event, asOf))
    .reduce<Event | undefined>((last, event) => (last !== undefined && isBefore(event, last) ? last : event), undefined)
    ?.cents;

/** Events of one entity over a span, with few counterparties and instants so that ties and repeats do occur. */
const eventsOver = (spanMs: number) =>
  fc
    .array(
      fc.record({
        atMs: fc
          .integer({ min: 0, max: Math.floor(spanMs / HOUR_MS) * 2 })
          .map((half) => START_MS + (half * HOUR_MS) / 2),
        cents: fc.integer({ min: 0, max: 1_000_000 }),
        direction: fc.constantFrom('out' as const, 'in' as const),
        peer: fc.integer({ min: 1, max: 9 }),
        failed: fc.boolean(),
      }),
      { maxLength: 60 },
    )
    .map((events) => events.map((event, index) => ({ ...event, id: (index * 7_919) % 1_009 })));

const remembered = (events: readonly Event[]) => events.reduce(withEvent, EMPTY_PROFILE);

describe('windows', () => {
  test('hold what a look at every event gives, for events of eight days in any order, with repeats', () => {
    fc.assert(
      fc.property(
        eventsOver(8 * DAY_MS).chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
        ),
        fc.integer({ min: 0, max: 8 * 48 }),
        fc.nat(1_009),
        (given, half, id) => {
          const [events, arrivals] = given;
          const asOf = { atMs: START_MS + (half * HOUR_MS) / 2, id };
          const view = viewOf(remembered(arrivals), asOf);
          for (const direction of ['out', 'in'] as const) {
            const { newPeers24h, newPeers7d, lastCents, ...flow } = view[direction];
            expect(flow).toEqual(bruteForce(events, direction, asOf));
            expect(newPeers24h).toBe(newPeers(events, direction, { ...asOf, windowMs: DAY_MS }));
            expect(newPeers7d).toBe(newPeers(events, direction, { ...asOf, windowMs: 7 * DAY_MS }));
            expect(lastCents).toBe(lastPaid(events, direction, asOf));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('hold what a look at every event gives over 28 whole days, for events that come in order', () => {
    fc.assert(
      fc.property(eventsOver(40 * DAY_MS), (events) => {
        const inOrder = events.toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
        const last = inOrder.at(-1);
        if (last === undefined) return;
        const asOf = { atMs: last.atMs + HOUR_MS, id: 5_000 };
        const view = viewOf(remembered(inOrder), asOf);
        for (const direction of ['out', 'in'] as const) {
          const { newPeers24h, newPeers7d, lastAtMs, lastCents, ...flow } = view[direction];
          const { lastAtMs: _, ...expected } = bruteForce(events, direction, asOf);
          expect(flow).toEqual(expected);
          expect(newPeers24h).toBe(newPeers(events, direction, { ...asOf, windowMs: DAY_MS }));
          expect(newPeers7d).toBe(newPeers(events, direction, { ...asOf, windowMs: 7 * DAY_MS }));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('are the same whether an event comes once or many times, early or a day late', () => {
    fc.assert(
      fc.property(eventsOver(DAY_MS), eventsOver(DAY_MS), (early, late) => {
        const shifted = late.map((event) => ({ ...event, id: event.id + 2_000 }));
        expect(remembered([...early, ...shifted, ...early])).toEqual(remembered([...shifted, ...early]));
      }),
    );
  });
});
