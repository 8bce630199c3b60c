import { describe, expect, test } from '@jest/globals';
import { DAY_MS, featureOf, type Past, SINCE_FIRST_OF_28_DAYS_MS } from '../../../builders/a-measurement.ts';

const labelled = (agoMs: number, knownAgoMs: number, fraud = true): Past => ({
  agoMs,
  label: { fraud, agoMs: knownAgoMs },
});
const countsOf = (history: readonly Past[]): readonly number[] =>
  ['24h', '7d', '28_days'].map((window) => featureOf(`receiver.confirmed_frauds_${window}`, { history }));

describe('confirmed fraud of the receiver', () => {
  test.each<[string, readonly Past[], readonly number[]]>([
    ['its label arrived just now', [labelled(60 * DAY_MS, 1)], [1, 1, 1]],
    ['its label arrives at this very moment', [labelled(2 * DAY_MS, 0)], [0, 0, 0]],
    ['its label arrives later', [labelled(2 * DAY_MS, -1)], [0, 0, 0]],
    ['its label arrived a day ago', [labelled(2 * DAY_MS, DAY_MS)], [0, 1, 1]],
    ['its label arrived a week ago', [labelled(9 * DAY_MS, 7 * DAY_MS)], [0, 0, 1]],
    ['its label arrived 28 whole days ago', [labelled(40 * DAY_MS, SINCE_FIRST_OF_28_DAYS_MS)], [0, 0, 1]],
    ['its label arrived before those', [labelled(40 * DAY_MS, SINCE_FIRST_OF_28_DAYS_MS + 1)], [0, 0, 0]],
    ['it was found honest', [labelled(2 * DAY_MS, 1, false)], [0, 0, 0]],
  ])('counts a payment when %s', (_, history, counts) => {
    expect(countsOf(history)).toEqual(counts);
  });

  test('is a share of what was received in the same window, and of nothing none', () => {
    const history = [labelled(2 * DAY_MS, 1), { agoMs: 3 * DAY_MS }, { agoMs: 2 }, { agoMs: 1 }];
    const shares = ['24h', '7d', '28_days'].map((window) =>
      featureOf(`receiver.confirmed_fraud_rate_${window}`, { history }),
    );
    expect(shares).toEqual([0.5, 0.25, 0.25]);
    expect(featureOf('receiver.confirmed_fraud_rate_7d')).toBeNaN();
    expect(featureOf('receiver.confirmed_frauds_7d')).toBe(0);
  });

  test('caps the share where labels arrive faster than payments', () => {
    const history = [labelled(3 * DAY_MS, 1), labelled(2 * DAY_MS, 1), { agoMs: 1 }];
    expect(featureOf('receiver.confirmed_fraud_rate_24h', { history })).toBe(1);
  });

  test('tells how long ago its first and its last were made', () => {
    const history = [labelled(9 * DAY_MS, 1), labelled(8 * DAY_MS, DAY_MS), { agoMs: 1 }];
    expect(featureOf('receiver.seconds_since_first_confirmed_fraud', { history })).toBe((9 * DAY_MS) / 1000);
    expect(featureOf('receiver.seconds_since_confirmed_fraud', { history })).toBe((8 * DAY_MS) / 1000);
    expect(featureOf('receiver.seconds_since_confirmed_fraud')).toBeNaN();
    expect(featureOf('receiver.seconds_since_first_confirmed_fraud')).toBeNaN();
  });

  test('is a share of what came in since the day of the first, up to where labels have had time to come', () => {
    const history = [{ agoMs: 20 * DAY_MS }, labelled(19 * DAY_MS, 12 * DAY_MS), labelled(15 * DAY_MS, 9 * DAY_MS)];
    const later = [{ agoMs: 14 * DAY_MS }, { agoMs: 10 * DAY_MS }, { agoMs: 7 * DAY_MS }, { agoMs: DAY_MS }];
    const share = 'receiver.fraud_share_since_first_confirmed';
    expect(featureOf(share, { history })).toBe(1);
    expect(featureOf(share, { history: [...history, ...later] })).toBe(0.5);
    expect(featureOf(share, { history: [...later, labelled(3 * DAY_MS, 2 * DAY_MS)] })).toBe(1);
    expect(featureOf(share, { history: later })).toBeNaN();
    expect(featureOf(share)).toBeNaN();
  });

  test('tells how many honest payments have come in since', () => {
    const history = [labelled(19 * DAY_MS, 12 * DAY_MS), labelled(15 * DAY_MS, 9 * DAY_MS)];
    const later = [{ agoMs: 14 * DAY_MS }, { agoMs: 10 * DAY_MS }, { agoMs: 7 * DAY_MS }, { agoMs: DAY_MS }];
    const payments = 'receiver.payments_since_confirmed_fraud';
    expect(featureOf(payments, { history })).toBe(0);
    expect(featureOf(payments, { history: [...history, ...later] })).toBe(2);
    expect(featureOf(payments, { history: later })).toBeNaN();
    expect(featureOf(payments)).toBeNaN();
  });

  test('is not what the sender sent, but what it received is told of the sender', () => {
    const history = [{ ...labelled(2 * DAY_MS, 1), receiver: { account: 'C-ann' } }];
    expect(countsOf(history)).toEqual([0, 0, 0]);
    expect(featureOf('sender.confirmed_frauds_received_28_days', { history })).toBe(1);
    expect(featureOf('sender.confirmed_frauds_received_28_days')).toBe(0);
    expect(featureOf('sender.seconds_since_confirmed_fraud_received', { history })).toBe((2 * DAY_MS) / 1000);
    expect(featureOf('sender.seconds_since_confirmed_fraud_received')).toBeNaN();
  });
});
