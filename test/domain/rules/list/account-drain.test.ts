import { describe, expect, test } from '@jest/globals';
import { accountDrain } from '../../../../src/domain/rules/list/account-drain.ts';
import { firingText } from '../../../builders/a-firing.ts';
import type { Measured } from '../../../builders/a-measurement.ts';

const ann = (balanceBeforeMinor?: number) => ({ account: 'C-ann', balanceBeforeMinor });
const drain = { amountMinor: 98_000, sender: ann(100_000) };

describe('account_drain', () => {
  test('fires when an account is emptied to a receiver it never paid', () => {
    expect(firingText(accountDrain, { payment: drain })).toBe(
      "Takes 98 % of the sender's balance, $980.00, to an account it never paid before",
    );
  });

  test('fires on the emptying that follows a small trial which failed', () => {
    expect(firingText(accountDrain, { payment: drain, history: [{ agoMs: 1, failed: true }] })).toBeDefined();
  });

  test.each<[string, Measured]>([
    ['to a receiver paid before, such as an own savings account', { payment: drain, history: [{ agoMs: 1 }] }],
    ['of a share that leaves something', { payment: { ...drain, sender: ann(104_000) } }],
    ['of pocket money', { payment: { amountMinor: 49_999, sender: ann(49_999) } }],
    ['in a shop', { payment: { ...drain, type: 'PAYMENT' } }],
    ['of a balance that nobody told', { payment: { ...drain, sender: ann() } }],
  ])('leaves alone a payment %s', (_, measured) => {
    expect(firingText(accountDrain, measured)).toBeUndefined();
  });
});
