import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS } from '../../../src/domain/profile/day.ts';
import { isBefore } from '../../../src/domain/profile/event.ts';
import { Profile } from '../../../src/domain/profile/packed-profile.ts';
import { EMPTY_PROFILE, MAX_EVENTS, MAX_LABELS, withEvent, withLabel } from '../../../src/domain/profile/profile.ts';
import { viewOf } from '../../../src/domain/profile/view.ts';
import { anEvent } from '../../builders/an-event.ts';

const AT = Date.parse('2026-03-02T12:00:00Z');
const many = (count: number, gapMs: number): Profile =>
  Array.from({ length: count }, (_, index) =>
    anEvent({ id: index + 1, atMs: AT + index * gapMs, peer: index % 20 }),
  ).reduce(withEvent, EMPTY_PROFILE);

describe('a profile', () => {
  test('is the very same object when an event is known already', () => {
    const profile = withEvent(EMPTY_PROFILE, anEvent());
    expect(withEvent(profile, anEvent())).toBe(profile);
  });

  test('keeps at most its share of events, says that it is saturated, and still counts all over whole days', () => {
    const profile = many(500, 60_000);
    const view = viewOf(profile, { atMs: AT + 500 * 60_000, id: 0 });
    expect(profile.events).toHaveLength(MAX_EVENTS);
    expect(view.saturated).toBe(true);
    expect(view.out['7d'].count).toBe(MAX_EVENTS);
    expect(view.out['28_days'].count).toBe(500);
  });

  test('is not saturated by few events', () => {
    expect(viewOf(many(100, 60_000), { atMs: AT + DAY_MS, id: 0 }).saturated).toBe(false);
  });

  test('leaves an event alone that comes from behind what has been folded', () => {
    const profile = many(500, 60_000);
    expect(withEvent(profile, anEvent({ id: 9_999, atMs: AT - 1 }))).toBe(profile);
    expect(withEvent(profile, anEvent({ id: 3, atMs: AT + 2 * 60_000 }))).toBe(profile);
  });

  test('forgets days that no window reaches any more', () => {
    const profile = [0, 10, 20, 60].reduce(
      (known, day) => withEvent(known, anEvent({ id: day + 1, atMs: AT + day * DAY_MS })),
      EMPTY_PROFILE,
    );
    expect(profile.days).toEqual([]);
    expect(profile.events).toHaveLength(1);
  });

  test('forgets labels that no window reaches any more, by when they arrived', () => {
    const label = (id: number, days: number) =>
      ({ id, atMs: AT, labelledAtMs: AT + days * DAY_MS, fraud: true }) as const;
    const profile = [label(1, 60), label(2, 61), label(3, 90)].reduce(withLabel, EMPTY_PROFILE);
    expect(profile.labels.map(({ id }) => id)).toEqual([2, 3]);
  });

  test('keeps room for frauds: honest labels are not remembered, and frauds up to a bound', () => {
    const label = (id: number, fraud: boolean) => ({ id, atMs: AT, labelledAtMs: AT + id, fraud }) as const;
    const honest = Array.from({ length: 100 }, (_, id) => label(id, false)).reduce(withLabel, EMPTY_PROFILE);
    expect(honest).toBe(EMPTY_PROFILE);
    const frauds = Array.from({ length: 100 }, (_, id) => label(id, true)).reduce(withLabel, EMPTY_PROFILE);
    expect(frauds.labels).toHaveLength(MAX_LABELS);
  });
});

describe('a packed profile', () => {
  test('gives back what was put into it, in order of time', () => {
    const event = fc.record({
      id: fc.nat({ max: 2 ** 48 - 1 }),
      atMs: fc.nat({ max: 8 * 24 }).map((hours) => AT + hours * 3_600_000),
      cents: fc.nat({ max: 1e13 }),
      direction: fc.constantFrom('out' as const, 'in' as const),
      peer: fc.nat({ max: 2 ** 32 - 1 }),
      failed: fc.boolean(),
      place: fc.option(
        fc.record({
          latitude: fc.float({ min: -90, max: 90, noNaN: true }),
          longitude: fc.float({ min: -180, max: 180, noNaN: true }),
        }),
        { nil: undefined },
      ),
    });
    const label = fc.record({
      id: fc.nat(),
      atMs: fc.constant(AT),
      labelledAtMs: fc.nat({ max: 1e9 }).map((ms) => AT + ms),
      fraud: fc.constant(true),
    });
    const someLabels = fc.uniqueArray(label, { maxLength: 10, selector: ({ id }) => id });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), someLabels, (events, labels) => {
        const distinct = [...new Map(events.map((each) => [each.id, each])).values()].slice(0, MAX_EVENTS);
        const profile = labels.reduce(withLabel, distinct.reduce(withEvent, EMPTY_PROFILE));
        expect(profile.events).toEqual(distinct.toSorted((a, b) => (isBefore(a, b) ? -1 : 1)));
        expect(new Set(profile.labels)).toEqual(new Set(labels));
      }),
    );
  });

  test('is small: 25 recent payments fit one write unit of DynamoDB', () => {
    expect(many(25, 60_000).bytes.length).toBeLessThanOrEqual(1_000);
  });

  test('is refused when it is of another format', () => {
    const bytes = Buffer.from(EMPTY_PROFILE.bytes);
    bytes[0] = 9;
    expect(() => new Profile(bytes)).toThrow('profile has format 9, this version reads 2');
  });
});
