import { describe, expect, test } from '@jest/globals';
import { cardTesting } from '../../../../src/domain/rules/list/card-testing.ts';
import { firingText } from '../../../builders/a-firing.ts';
import { HOUR_MS, MINUTE_MS, type Past, repeated } from '../../../builders/a-measurement.ts';

const payment = { type: 'CARD', deviceId: 'd-1', card: 'tok-now', amountMinor: 100 } as const;
const tries = (count: number, past: Partial<Past> = {}) =>
  repeated(count, MINUTE_MS, { agoMs: MINUTE_MS, ...payment, failed: true, ...past });
const paidBy = (...accounts: readonly string[]) =>
  accounts.map((account): Past => ({ agoMs: 1, ...payment, sender: { account } }));

describe('card_testing', () => {
  test('fires when many tries failed on one device, with the cards of many', () => {
    expect(firingText(cardTesting, { payment, history: [...tries(4), ...paidBy('C-1', 'C-2')] })).toBe(
      'On this device 4 payments failed and 2 payments went ahead in the last hour',
    );
  });

  test('fires when all of the tries failed', () => {
    expect(firingText(cardTesting, { payment, history: tries(6) })).toBeDefined();
  });

  test.each<[string, { history: readonly Past[]; payment?: object }]>([
    ['of a person who mistyped the code once', { history: [...tries(1), ...paidBy('C-ann', 'C-ann')] }],
    ['at a terminal where many pay and one fails', { history: [...tries(1), ...paidBy('C-1', 'C-2', 'C-3', 'C-4')] }],
    ['of more than a try costs', { history: tries(6), payment: { ...payment, amountMinor: 2_000 } }],
    ['at a shop that the card has paid before', { history: [...tries(6), { agoMs: 20 * HOUR_MS, ...payment }] }],
    ['an hour after the tries', { history: tries(6, { agoMs: HOUR_MS }) }],
    ['on another device', { history: tries(6), payment: { ...payment, deviceId: 'd-2' } }],
    ['without a card', { history: tries(6), payment: { ...payment, type: 'TRANSFER' } }],
  ])('leaves alone a payment %s', (_, measured) => {
    expect(firingText(cardTesting, { payment, ...measured })).toBeUndefined();
  });
});
