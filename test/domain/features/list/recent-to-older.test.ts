import { describe, expect, test } from '@jest/globals';
import { DAY_MS, featureOf } from '../../../builders/a-measurement.ts';

const ofDaysAgo = (days: number, amountMinor: number) => ({ agoMs: days * DAY_MS, amountMinor });
const history = [
  ofDaysAgo(20, 400),
  ofDaysAgo(15, 600),
  ofDaysAgo(14, 10_000),
  ofDaysAgo(13, 0),
  ofDaysAgo(12, 0),
  ofDaysAgo(8, 1_000),
  ofDaysAgo(7, 8_000),
  ofDaysAgo(3, 6_000),
  { ...ofDaysAgo(2, 90_000), failed: true },
  { agoMs: 1, amountMinor: 4_000 },
];

describe('what the sender paid of late against its mean of eight to 28 days ago', () => {
  test.each([
    ['largest', 7, 4],
    ['largest', 14, 5],
    ['mean', 7, 3],
  ])('the %s over %d days is %d times that', (which, days, times) => {
    expect(featureOf(`sender.${which}_to_older_mean_${days}_days`, { history })).toBe(times);
  });

  test.each(['largest', 'mean'])('the %s is unknown without payments of late, or without older ones', (which) => {
    const name = `sender.${which}_to_older_mean_7_days`;
    expect(featureOf(name)).toBeNaN();
    expect(featureOf(name, { history: [ofDaysAgo(9, 1_000)] })).toBeNaN();
    expect(featureOf(name, { history: [ofDaysAgo(1, 1_000)] })).toBeNaN();
  });

  test('is capped at 1000', () => {
    const wild = [ofDaysAgo(9, 1), ofDaysAgo(1, 1_000_000)];
    expect(featureOf('sender.largest_to_older_mean_7_days', { history: wild })).toBe(1_000);
    expect(featureOf('sender.mean_to_older_mean_7_days', { history: wild })).toBe(1_000);
  });
});
