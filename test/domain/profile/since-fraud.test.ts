import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, dayOf } from '../../../src/domain/profile/day.ts';
import { EMPTY_PROFILE, withEvent, withLabel } from '../../../src/domain/profile/profile.ts';
import type { SinceFraud } from '../../../src/domain/profile/since-fraud.ts';
import { viewOf } from '../../../src/domain/profile/view.ts';
import { anEvent } from '../../builders/an-event.ts';

const AT = Date.parse('2026-03-02T12:00:00Z');
const HOUR_MS = DAY_MS / 24;

/** A payment that the account received, and how long after it a label said that it was fraud. */
type Received = { readonly hoursAgo: number; readonly failed: boolean; readonly labelHours: number | undefined };

const sinceFraudAfter = (received: readonly Received[]): SinceFraud => {
  const events = received
    .map(({ hoursAgo, failed }, at) =>
      anEvent({ id: at + 1, atMs: AT - 1 - hoursAgo * HOUR_MS, direction: 'in', failed }),
    )
    .sort((a, b) => a.atMs - b.atMs || a.id - b.id);
  const labels = received
    .map(({ hoursAgo, labelHours }, at) => ({ id: at + 1, atMs: AT - 1 - hoursAgo * HOUR_MS, labelHours }))
    .flatMap(({ labelHours, ...label }) =>
      labelHours === undefined ? [] : [{ ...label, labelledAtMs: label.atMs + labelHours * HOUR_MS, fraud: true }],
    )
    .filter(({ labelledAtMs }) => labelledAtMs < AT)
    .sort((a, b) => a.labelledAtMs - b.labelledAtMs);
  const profile = labels.reduce(withLabel, events.reduce(withEvent, EMPTY_PROFILE));
  return viewOf(profile, { atMs: AT, id: 0 }).sinceFraud;
};

/** The same by a look at every payment and label. */
const bruteForce = (received: readonly Received[]): SinceFraud => {
  const atMsOf = ({ hoursAgo }: Received): number => AT - 1 - hoursAgo * HOUR_MS;
  const frauds = received.flatMap((each) => {
    if (each.labelHours === undefined) return [];
    const knownAtMs = atMsOf(each) + each.labelHours * HOUR_MS;
    const isKnown = knownAtMs < AT && dayOf(knownAtMs) >= dayOf(AT) - 28;
    return isKnown ? [{ day: dayOf(atMsOf(each)), delayMs: each.labelHours * HOUR_MS }] : [];
  });
  if (frauds.length === 0) return { received: 0, frauds: 0, receivedSinceLast: undefined };
  const first = Math.max(dayOf(AT) - 28, Math.min(...frauds.map(({ day }) => day)));
  const last = Math.max(...frauds.map(({ day }) => day));
  const known = dayOf(AT - Math.max(0, ...frauds.map(({ delayMs }) => delayMs)));
  const within = (day: number): boolean => day >= first && day < known;
  const days = received.filter(({ failed }) => !failed).map((each) => dayOf(atMsOf(each)));
  return {
    received: days.filter(within).length,
    frauds: frauds.filter(({ day }) => within(day)).length,
    receivedSinceLast: days.filter((day) => within(day) && day > last).length,
  };
};

test('what came in since the first fraud is what a look at every payment and label gives, folded into days or not', () => {
  const payment = fc.record({
    hoursAgo: fc.nat({ max: 32 * 24 }),
    failed: fc.boolean(),
    labelHours: fc.option(fc.integer({ min: -12, max: 14 * 24 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(payment, { maxLength: 60 }), (received) => {
      expect(sinceFraudAfter(received)).toEqual(bruteForce(received));
    }),
  );
});
