import { describe, expect, test } from '@jest/globals';
import { featureOf, SINCE_FIRST_OF_28_DAYS_MS } from '../../../builders/a-measurement.ts';

describe('seconds_since_last', () => {
  test.each([
    [90_000, 90],
    [500, 0.5],
    [SINCE_FIRST_OF_28_DAYS_MS, SINCE_FIRST_OF_28_DAYS_MS / 1_000],
    [SINCE_FIRST_OF_28_DAYS_MS + 1, Number.NaN],
  ])('of the sender, %d ms after the last payment, is %d', (agoMs, seconds) => {
    expect(featureOf('sender.seconds_since_last', { history: [{ agoMs }] })).toBe(seconds);
  });

  test('counts from the newest, failed or not, whatever the order of arrival', () => {
    const history = [{ agoMs: 60_000 }, { agoMs: 10_000, failed: true }, { agoMs: 30_000 }];
    expect(featureOf('sender.seconds_since_last', { history })).toBe(10);
  });

  test('is 0 for another payment of the same instant, in one order of the two only', () => {
    const sinceOf = (id: string, other: string) =>
      featureOf('sender.seconds_since_last', { history: [{ agoMs: 0, id: other }], payment: { id } });
    expect([sinceOf('a', 'b'), sinceOf('b', 'a')].sort()).toEqual([0, Number.NaN]);
  });

  test('looks the way of the entity: what the sender received and the receiver paid is not seen', () => {
    const history = [{ agoMs: 1, sender: { account: 'C-bob' }, receiver: { account: 'C-ann' } }];
    expect(featureOf('sender.seconds_since_last', { history })).toBeNaN();
    expect(featureOf('receiver.seconds_since_last', { history })).toBeNaN();
  });

  test.each(['device', 'card', 'ip'])('of the %s is unknown without one', (entity) => {
    expect(featureOf(`${entity}.seconds_since_last`, { history: [{ agoMs: 1 }] })).toBeNaN();
  });
});
