import { describe, expect, test } from '@jest/globals';
import { FEATURE_NAMES } from '../../../../src/domain/features/index.ts';
import { DAY_MS, featureOf, HOUR_MS, SINCE_FIRST_OF_28_DAYS_MS } from '../../../builders/a-measurement.ts';

const paid = (agoMs: number, account: string, amountMinor: number) => ({
  agoMs,
  amountMinor,
  sender: { account },
  receiver: { account: 'C-ann' },
});

describe('sender.inflow', () => {
  test.each([
    ['1h', HOUR_MS],
    ['24h', DAY_MS],
    ['7d', 7 * DAY_MS],
    ['28_days', SINCE_FIRST_OF_28_DAYS_MS + 1],
  ])(
    'over %s is the money, the payments and the accounts that came in to the sender, as far as the list has them',
    (window, lengthMs) => {
      const history = [
        paid(lengthMs, 'C-old', 1_000),
        paid(lengthMs - 1, 'C-carl', 200),
        paid(2, 'C-dora', 30),
        paid(1, 'C-dora', 4),
        { agoMs: 1, amountMinor: 50_000 },
      ];
      const known = { money: 234, count: 3, distinct: 2 };
      const told = Object.fromEntries(
        [
          ['money', `sender.inflow_${window}`],
          ['count', `sender.inflow_count_${window}`],
          ['distinct', `sender.inflow_distinct_${window}`],
        ].flatMap(([what, name]) => (FEATURE_NAMES.includes(name) ? [[what, featureOf(name, { history })]] : [])),
      );
      expect(known).toMatchObject(told);
    },
  );

  test('is 0 for an account that was never paid', () => {
    expect(featureOf('sender.inflow_24h')).toBe(0);
    expect(featureOf('sender.inflow_distinct_24h')).toBe(0);
  });
});
