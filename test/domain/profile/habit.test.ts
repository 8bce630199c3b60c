import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, dayOf } from '../../../src/domain/profile/day.ts';
import { RECENT_DAYS } from '../../../src/domain/profile/habit.ts';
import { EMPTY_PROFILE, withEvent } from '../../../src/domain/profile/profile.ts';
import { viewOf } from '../../../src/domain/profile/view.ts';
import { anEvent } from '../../builders/an-event.ts';

const AT = Date.parse('2026-03-02T12:00:00Z');

test('a habit is what a look at every payment that went out gives, folded into days or not', () => {
  const event = fc.record({
    hoursAgo: fc.nat({ max: 32 * 24 }),
    cents: fc.nat({ max: 9_999 }),
    direction: fc.constantFrom('in' as const, 'out' as const),
    failed: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (given) => {
      const events = given
        .map(({ hoursAgo, ...rest }, id) => anEvent({ id: id + 1, atMs: AT - 1 - hoursAgo * (DAY_MS / 24), ...rest }))
        .sort((a, b) => a.atMs - b.atMs || a.id - b.id);
      const { habit } = viewOf(events.reduce(withEvent, EMPTY_PROFILE), { atMs: AT, id: 0 });
      const paid = events.filter(({ direction, failed }) => direction === 'out' && !failed);
      const within = (from: number, to: number) => {
        const cents = paid.flatMap((each) => {
          const daysAgo = dayOf(AT) - dayOf(each.atMs);
          return daysAgo >= from && daysAgo <= to ? [each.cents] : [];
        });
        return {
          count: cents.length,
          cents: cents.reduce((sum, each) => sum + each, 0),
          largestCents: Math.max(0, ...cents),
        };
      };
      expect(habit.older).toEqual(within(8, 28));
      for (const days of RECENT_DAYS) expect(habit.recent[days]).toEqual(within(0, days));
    }),
  );
});
