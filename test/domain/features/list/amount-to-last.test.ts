import { expect, test } from '@jest/globals';
import { featureOf } from '../../../builders/a-measurement.ts';

const history = [
  { agoMs: 9, amountMinor: 1_000 },
  { agoMs: 8, amountMinor: 2_000 },
  { agoMs: 7, amountMinor: 9_000, failed: true },
  { agoMs: 6, amountMinor: 4_000, sender: { account: 'C-bob' }, receiver: { account: 'C-ann' } },
];

test('compares with the last payment that went ahead, and with the last that came in', () => {
  expect(featureOf('sender.amount_to_last', { history, payment: { amountMinor: 5_000 } })).toBe(2.5);
  expect(featureOf('sender.amount_to_last_inflow', { history, payment: { amountMinor: 3_000 } })).toBe(0.75);
});

test.each(['sender.amount_to_last', 'sender.amount_to_last_inflow'])(
  '%s is unknown for a new sender, and capped',
  (name) => {
    expect(featureOf(name)).toBeNaN();
    const cheap = history.map((past) => ({ ...past, amountMinor: 1 }));
    expect(featureOf(name, { history: cheap, payment: { amountMinor: 1e12 } })).toBe(1_000);
  },
);
