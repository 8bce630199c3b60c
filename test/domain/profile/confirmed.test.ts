import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Confirmed, confirmedOf } from '../../../src/domain/profile/confirmed.ts';
import { DAY_MS, dayOf } from '../../../src/domain/profile/day.ts';
import { EMPTY_PROFILE, type ProfileLabel, withLabel } from '../../../src/domain/profile/profile.ts';

const AT = Date.parse('2026-03-02T12:00:00Z');
const confirmedBy = (labels: readonly ProfileLabel[], days: number): Confirmed =>
  confirmedOf(labels.reduce(withLabel, EMPTY_PROFILE), AT + days * DAY_MS);

describe('confirmed frauds', () => {
  test('count from the moment their labels arrive, whenever they were made', () => {
    const labels = [{ id: 7, atMs: AT - 50 * DAY_MS, labelledAtMs: AT, fraud: true }] as const;
    const counts = [-1, 0, 0.5, 3, 7, 28.4, 28.6].map((days) => {
      const confirmed = confirmedBy(labels, days);
      return [confirmed['24h'], confirmed['7d'], confirmed['28_days']];
    });
    const none = [0, 0, 0];
    expect(counts).toEqual([none, none, [1, 1, 1], [0, 1, 1], [0, 0, 1], [0, 0, 1], none]);
  });

  test('follow the latest label of each payment', () => {
    const fraud = { id: 7, atMs: AT, labelledAtMs: AT + DAY_MS, fraud: true } as const;
    const labels = [fraud, { ...fraud, labelledAtMs: AT + 2 * DAY_MS, fraud: false }];
    expect(confirmedBy(labels, 1.5)).toMatchObject({ '28_days': 1, firstAtMs: AT, lastAtMs: AT });
    expect(confirmedBy(labels, 3)).toMatchObject({ '28_days': 0, firstAtMs: undefined, lastAtMs: undefined });
  });

  test('are what a look at every label gives, in whatever order they arrived', () => {
    const label = fc.record({
      id: fc.nat({ max: 9 }),
      atMs: fc.nat({ max: 20 }).map((days) => AT - days * DAY_MS),
      labelledAtMs: fc.integer({ min: 0, max: 28 * 4 }).map((quarters) => AT + (quarters * DAY_MS) / 4),
      fraud: fc.boolean(),
    });
    const labelled = fc.uniqueArray(label, {
      maxLength: 20,
      selector: ({ id, labelledAtMs }) => `${id} ${labelledAtMs}`,
    });
    fc.assert(
      fc.property(labelled, fc.integer({ min: 0, max: 28 * 4 }), (labels, quarters) => {
        const atMs = AT + (quarters * DAY_MS) / 4;
        const known = labels.filter(({ labelledAtMs }) => labelledAtMs < atMs);
        const frauds = [...new Set(known.map(({ id }) => id))]
          .map((id) => known.filter((each) => each.id === id).sort((a, b) => b.labelledAtMs - a.labelledAtMs)[0])
          .filter(({ fraud, labelledAtMs }) => fraud && dayOf(labelledAtMs) >= dayOf(atMs) - 28);
        const inOrder = labels.toSorted((a, b) => a.labelledAtMs - b.labelledAtMs);
        expect(confirmedOf(inOrder.reduce(withLabel, EMPTY_PROFILE), atMs)).toEqual({
          '24h': frauds.filter(({ labelledAtMs }) => labelledAtMs > atMs - DAY_MS).length,
          '7d': frauds.filter(({ labelledAtMs }) => labelledAtMs > atMs - 7 * DAY_MS).length,
          '28_days': frauds.length,
          firstAtMs: frauds.length === 0 ? undefined : Math.min(...frauds.map((fraud) => fraud.atMs)),
          lastAtMs: frauds.length === 0 ? undefined : Math.max(...frauds.map((fraud) => fraud.atMs)),
        });
      }),
    );
  });
});
