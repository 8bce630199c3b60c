import { describe, expect, test } from '@jest/globals';
import { DAY_MS, featureOf } from '../../../builders/a-measurement.ts';

const paidOut = (agoMs: number, amountMinor: number) => ({
  agoMs,
  amountMinor,
  sender: { account: 'C-bob' },
  receiver: { account: 'C-carl' },
});

describe('a receiver', () => {
  const history = [paidOut(DAY_MS, 1_000), paidOut(DAY_MS - 1, 200), paidOut(45_000, 30), { agoMs: 1 }];

  test('that pays out shows how much in 24 hours, and when it last did', () => {
    expect(featureOf('receiver.payout_24h', { history })).toBe(230);
    expect(featureOf('receiver.seconds_since_payout', { history })).toBe(45);
  });

  test('that never paid out shows nothing, and no time', () => {
    expect(featureOf('receiver.payout_24h', { history: [{ agoMs: 1 }] })).toBe(0);
    expect(featureOf('receiver.seconds_since_payout', { history: [{ agoMs: 1 }] })).toBeNaN();
  });
});
