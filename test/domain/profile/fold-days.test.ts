import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, type Day, dayOf, MAX_PEERS_A_DAY } from '../../../src/domain/profile/day.ts';
import { type Event, isBefore } from '../../../src/domain/profile/event.ts';
import { EMPTY_PROFILE, RETAIN_DAYS, withEvent } from '../../../src/domain/profile/profile.ts';

const START_MS = Date.parse('2026-03-02T00:00:00Z');

/** What the events of one direction of a day come to, by looking at all of them. */
const dayFrom = (events: readonly Event[]): Day => {
  const paid = events.filter(({ failed }) => !failed);
  const peers = [...new Set(paid.map(({ peer }) => peer))].slice(0, MAX_PEERS_A_DAY);
  return {
    day: dayOf(events[0].atMs),
    direction: events[0].direction,
    count: paid.length,
    cents: paid.reduce((sum, { cents }) => sum + cents, 0),
    largestCents: Math.max(0, ...paid.map(({ cents }) => cents)),
    failures: events.length - paid.length,
    peers: peers.map((peer) => [peer, paid.filter((event) => event.peer === peer).length] as const),
  };
};

const daysFrom = (folded: readonly Event[]): readonly Day[] =>
  [...Map.groupBy(folded, ({ atMs, direction }) => `${dayOf(atMs)} ${direction}`).values()]
    .map(dayFrom)
    .toSorted((a, b) => a.day - b.day || a.direction.localeCompare(b.direction));

describe('folded days', () => {
  test('come to what a look at every folded event gives, with so many counterparties a day by name', () => {
    const event = fc.record({
      atMs: fc.nat({ max: 45 * 24 }).map((hours) => START_MS + hours * 3_600_000),
      cents: fc.nat({ max: 1e9 }),
      direction: fc.constantFrom('out' as const, 'in' as const),
      peer: fc.integer({ min: 1, max: 40 }),
      failed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 400, size: 'max' }), (given) => {
        const events = given.map((each, id) => ({ ...each, id })).toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
        const profile = events.reduce(withEvent, EMPTY_PROFILE);
        const folded = events.slice(0, events.length - profile.events.length);
        // Older days go with the next fold.
        const isKept = ({ day }: Day) => day >= dayOf(events[events.length - 1].atMs) - RETAIN_DAYS;
        expect(profile.days.filter(isKept)).toEqual(daysFrom(folded).filter(isKept));
      }),
      { numRuns: 60 },
    );
  });

  test('hold the oldest of a day that has too many to keep one by one', () => {
    const days = Array.from({ length: 200 }, (_, id): Event => {
      return { id, atMs: START_MS + id, cents: 1, direction: 'out', peer: 7, failed: false };
    }).reduce(withEvent, EMPTY_PROFILE).days;
    expect(days).toMatchObject([{ day: START_MS / DAY_MS, count: 72, peers: [[7, 72]] }]);
  });
});
