import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS } from '../../../src/domain/profile/day.ts';
import { GrowingProfile } from '../../../src/domain/profile/growing-profile.ts';
import { addEvent, EMPTY_PROFILE, withEvent, withLabel } from '../../../src/domain/profile/profile.ts';
import { anEvent } from '../../builders/an-event.ts';

const AT = Date.parse('2026-03-02T12:00:00Z');

describe('a profile that grows where it lies', () => {
  test('has the bytes of one that is made anew with each event, folded days, places and labels included', () => {
    const event = fc.record({
      id: fc.nat({ max: 300 }),
      atMs: fc.nat({ max: 45 * 24 }).map((hours) => AT + hours * 3_600_000),
      cents: fc.nat({ max: 1e9 }),
      direction: fc.constantFrom('out' as const, 'in' as const),
      peer: fc.nat({ max: 30 }),
      failed: fc.boolean(),
      place: fc.option(fc.constant({ latitude: 1.5, longitude: -2.5 }), { nil: undefined }),
    });
    const label = { id: 1, atMs: AT, labelledAtMs: AT + DAY_MS, fraud: true };
    fc.assert(
      fc.property(fc.array(event, { maxLength: 400, size: 'max' }), fc.boolean(), (given, nearlyInOrder) => {
        const events = nearlyInOrder ? given.toSorted((a, b) => a.atMs - b.atMs) : given;
        const begun = withLabel(EMPTY_PROFILE, label);
        const grown = new GrowingProfile(begun);
        for (const each of events) addEvent(grown, each);
        expect(grown.bytes).toEqual(events.reduce(withEvent, begun).bytes);
      }),
      { numRuns: 60 },
    );
  });

  test('leaves alone the one that it began as', () => {
    const begun = withEvent(EMPTY_PROFILE, anEvent({ id: 1, atMs: AT }));
    const before = Buffer.from(begun.bytes);
    const grown = new GrowingProfile(begun);
    addEvent(grown, anEvent({ id: 2, atMs: AT + 1 }));
    expect(grown.eventCount).toBe(2);
    expect(begun.bytes).toEqual(before);
    expect(EMPTY_PROFILE.eventCount).toBe(0);
  });
});
