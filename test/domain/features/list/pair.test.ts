import { describe, expect, test } from '@jest/globals';
import { DAY_MS, featureOf, SINCE_FIRST_OF_28_DAYS_MS } from '../../../builders/a-measurement.ts';

const back = { sender: { account: 'C-bob' }, receiver: { account: 'C-ann' } };

describe('a pair of accounts', () => {
  test.each([
    ['that never met', [], [0, 1]],
    ['that met', [{ agoMs: DAY_MS }, { agoMs: 1 }], [2, 0]],
    ['that met on the first of the 28 days', [{ agoMs: SINCE_FIRST_OF_28_DAYS_MS }], [1, 0]],
    ['that met before the 28 days', [{ agoMs: SINCE_FIRST_OF_28_DAYS_MS + 1 }], [0, 1]],
    ['that met on a day that is folded', [{ agoMs: 20 * DAY_MS }, { agoMs: 1 }], [2, 0]],
    ['that met the other way round', [{ agoMs: 1, ...back }], [0, 1]],
    ['whose last try failed', [{ agoMs: 1, failed: true }], [0, 1]],
    ['of which each met others', [{ agoMs: 1, receiver: { account: 'C-dora' } }], [0, 1]],
  ] as const)('%s shows payments so far, and whether it is the first', (_, history, [count, first]) => {
    expect(featureOf('pair.count_28_days', { history })).toBe(count);
    expect(featureOf('pair.first', { history })).toBe(first);
  });
});
