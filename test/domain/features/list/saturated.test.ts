import { describe, expect, test } from '@jest/globals';
import { DAY_MS, featureOf, repeated } from '../../../builders/a-measurement.ts';

describe('saturated', () => {
  test.each([
    [128, 0],
    [129, 1],
  ])('of a sender with %d payments in seven days is %d', (count, flag) => {
    const history = repeated(count, 60_000, { agoMs: 1 });
    expect(featureOf('sender.saturated', { history })).toBe(flag);
    expect(featureOf('receiver.saturated', { history })).toBe(flag);
  });

  test('ends when what is not remembered one by one is seven days old', () => {
    const flagAt = (agoMs: number) => featureOf('sender.saturated', { history: repeated(129, 0, { agoMs }) });
    expect([7 * DAY_MS - 1, 7 * DAY_MS].map(flagAt)).toEqual([1, 0]);
  });

  test('of an account never seen is 0', () => {
    expect(featureOf('sender.saturated')).toBe(0);
  });
});
