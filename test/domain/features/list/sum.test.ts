import { describe, expect, test } from '@jest/globals';
import { DAY_MS, featureOf, HOUR_MS, SINCE_FIRST_OF_28_DAYS_MS } from '../../../builders/a-measurement.ts';

describe('sender.sum', () => {
  test.each([
    ['1h', HOUR_MS],
    ['24h', DAY_MS],
    ['7d', 7 * DAY_MS],
    ['28_days', SINCE_FIRST_OF_28_DAYS_MS + 1],
  ])('over %s adds up what is younger than the window', (window, lengthMs) => {
    const history = [
      { agoMs: lengthMs, amountMinor: 1_000 },
      { agoMs: lengthMs - 1, amountMinor: 200 },
      { agoMs: 1, amountMinor: 30 },
    ];
    expect(featureOf(`sender.sum_${window}`, { history })).toBe(230);
  });

  test('adds up in US cents, whatever was paid in', () => {
    const history = [
      { agoMs: 2, amountMinor: 100, currency: 'EUR' },
      { agoMs: 1, amountMinor: 100, currency: 'USD' },
    ] as const;
    expect(featureOf('sender.sum_1h', { history })).toBe(217);
  });

  test('leaves out attempts that failed', () => {
    expect(featureOf('sender.sum_1h', { history: [{ agoMs: 1, failed: true }] })).toBe(0);
  });
});

test('receiver.sum is what the receiver was paid, by whomever', () => {
  const history = [
    { agoMs: 2, amountMinor: 100, sender: { account: 'C-carl' } },
    { agoMs: 1, amountMinor: 7, sender: { account: 'C-bob' }, receiver: { account: 'C-carl' } },
  ];
  expect(featureOf('receiver.sum_24h', { history })).toBe(100);
});

test('card.sum is unknown for a payment without a card', () => {
  expect(featureOf('card.sum_1h')).toBeNaN();
});
