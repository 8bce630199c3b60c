import { describe, expect, test } from '@jest/globals';
import { asAgo, asMoment } from '../../../web/src/format/times.ts';

describe('times', () => {
  test.each([
    [-500, '0 s'],
    [59_000, '59 s'],
    [3_599_000, '59 min'],
    [100_000_000, '27 h'],
    [200_000_000, '2 days'],
  ])('%d ms ago reads %s', (elapsedMs, text) => expect(asAgo(elapsedMs)).toBe(text));

  test('a moment of another day carries its date', () => {
    const now = '2026-03-02T12:00:00Z';
    expect(asMoment('2026-03-02T11:00:00Z', now)).toMatch(/^\d\d:\d\d:\d\d$/);
    expect(asMoment('2026-02-27T11:00:00Z', now)).toMatch(/27 Feb 2026/);
  });
});
