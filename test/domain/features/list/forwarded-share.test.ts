import { describe, expect, test } from '@jest/globals';
import { DAY_MS, featureOf } from '../../../builders/a-measurement.ts';

const paid = (agoMs: number, amountMinor: number) => ({
  agoMs,
  amountMinor,
  sender: { account: 'C-carl' },
  receiver: { account: 'C-ann' },
});

describe('sender.forwarded_share_24h', () => {
  test.each([
    [[paid(DAY_MS - 1, 6_000), paid(1, 2_000)], 6_000, 0.75],
    [[paid(DAY_MS, 6_000), paid(1, 2_000)], 6_000, 3],
    [[paid(1, 1)], 1_000_000, 1_000],
    [[paid(DAY_MS, 6_000)], 6_000, Number.NaN],
    [[], 6_000, Number.NaN],
  ])('compares the amount with what came in, case %#', (history, amountMinor, share) => {
    expect(featureOf('sender.forwarded_share_24h', { history, payment: { amountMinor } })).toBe(share);
  });
});
