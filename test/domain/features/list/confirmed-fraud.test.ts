import { describe, expect, test } from '@jest/globals';
import { DAY_MS, featureOf } from '../../../builders/a-measurement.ts';

const labelled = (agoMs: number, knownAgoMs: number, fraud = true) => ({ agoMs, label: { fraud, agoMs: knownAgoMs } });

describe('confirmed fraud of the receiver', () => {
  test.each([
    ['its label arrived', [labelled(2 * DAY_MS, 1)], [1, 1]],
    ['its label arrives at this very moment', [labelled(2 * DAY_MS, 0)], [0, 0]],
    ['its label arrives later', [labelled(2 * DAY_MS, -1)], [0, 0]],
    ['it is old, but its label is not', [labelled(28 * DAY_MS, 1)], [1, 1]],
    ['its label is older than 28 days', [labelled(40 * DAY_MS, 29 * DAY_MS), { agoMs: 1 }], [0, 0]],
    ['it was found honest', [labelled(2 * DAY_MS, 1, false)], [0, 0]],
    ['it is one of four', [labelled(2 * DAY_MS, 1), { agoMs: 3 }, { agoMs: 2 }, { agoMs: 1 }], [1, 0.25]],
  ] as const)('counts a payment when %s', (_, history, [frauds, rate]) => {
    expect(featureOf('receiver.confirmed_frauds_28_days', { history })).toBe(frauds);
    expect(featureOf('receiver.confirmed_fraud_rate_28_days', { history })).toBe(rate);
  });

  test('is no share for a receiver that was never paid', () => {
    expect(featureOf('receiver.confirmed_frauds_28_days')).toBe(0);
    expect(featureOf('receiver.confirmed_fraud_rate_28_days')).toBeNaN();
  });

  test('is not that of the sender', () => {
    const history = [{ ...labelled(2 * DAY_MS, 1), receiver: { account: 'C-ann' } }];
    expect(featureOf('receiver.confirmed_frauds_28_days', { history })).toBe(0);
  });
});
