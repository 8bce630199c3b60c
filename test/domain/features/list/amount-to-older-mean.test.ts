import { expect, test } from '@jest/globals';
import { DAY_MS, featureOf } from '../../../builders/a-measurement.ts';

const NAME = 'sender.amount_to_older_mean';
const ofDaysAgo = (days: number, amountMinor: number) => ({ agoMs: days * DAY_MS, amountMinor });

test('compares with the mean of eight to 28 whole days ago, whatever was paid since', () => {
  const history = [ofDaysAgo(29, 9_000_000), ofDaysAgo(28, 1_000), ofDaysAgo(8, 3_000), ofDaysAgo(7, 9_000_000)];
  expect(featureOf(NAME, { history, payment: { amountMinor: 5_000 } })).toBe(2.5);
});

test('is capped at 1000', () => {
  expect(featureOf(NAME, { history: [ofDaysAgo(9, 1)], payment: { amountMinor: 1e12 } })).toBe(1_000);
});

test('is unknown without payments that old, or when all was nought', () => {
  expect(featureOf(NAME, { history: [ofDaysAgo(7, 1_000)] })).toBeNaN();
  expect(featureOf(NAME, { history: [ofDaysAgo(9, 0)] })).toBeNaN();
});
