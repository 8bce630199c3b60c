import { describe, expect, test } from '@jest/globals';
import { DAY_MS, featureOf, HOUR_MS, repeated, SINCE_FIRST_OF_28_DAYS_MS } from '../../../builders/a-measurement.ts';

describe('sender.count', () => {
  test.each([
    ['1h', HOUR_MS],
    ['7d', 7 * DAY_MS],
    ['28_days', SINCE_FIRST_OF_28_DAYS_MS + 1],
  ])('over %s sees a payment until it is as old as the window, and not at that age', (window, lengthMs) => {
    const countAt = (agoMs: number) => featureOf(`sender.count_${window}`, { history: [{ agoMs }] });
    expect([1, lengthMs - 1, lengthMs].map(countAt)).toEqual([1, 1, 0]);
  });

  test('does not count attempts that failed, payments of others, or what the sender received', () => {
    const history = [
      { agoMs: 3, failed: true },
      { agoMs: 2, sender: { account: 'C-carl' } },
      { agoMs: 1, sender: { account: 'C-bob' }, receiver: { account: 'C-ann' } },
    ];
    expect(featureOf('sender.count_1h', { history })).toBe(0);
  });

  test('over 28 days goes on past what is remembered one by one', () => {
    const history = repeated(300, 60_000, { agoMs: 1 });
    expect(featureOf('sender.count_7d', { history })).toBe(128);
    expect(featureOf('sender.count_28_days', { history })).toBe(300);
  });
});

describe('count of the others', () => {
  const payment = { deviceId: 'd-1', card: 'tok-1', ip: '192.0.2.1' };
  const history = [
    { ...payment, agoMs: 3 },
    { ...payment, agoMs: 2, sender: { account: 'C-carl' } },
    { ...payment, agoMs: 1, receiver: { account: 'C-dora' } },
  ];

  test.each([
    ['receiver.count_24h', 2],
    ['device.count_1h', 3],
    ['card.count_1h', 3],
    ['ip.count_28_days', 3],
  ])('%s is its own', (name, count) => {
    expect(featureOf(name, { history, payment })).toBe(count);
  });

  test.each(['device.count_1h', 'card.count_1h', 'ip.count_28_days'])(
    '%s is unknown for a payment without one and 0 for a new one',
    (name) => {
      expect(featureOf(name, { history })).toBeNaN();
      expect(featureOf(name, { payment })).toBe(0);
    },
  );
});
