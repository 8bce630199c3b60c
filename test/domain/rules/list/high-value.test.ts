import { describe, expect, test } from '@jest/globals';
import { highValue } from '../../../../src/domain/rules/list/high-value.ts';
import { firingText } from '../../../builders/a-firing.ts';
import type { Measured } from '../../../builders/a-measurement.ts';

const payment = { amountMinor: 100_000_000 };

describe('high_value', () => {
  test('fires on a million in a first payment between two', () => {
    expect(firingText(highValue, { payment })).toBe('$1,000,000 in a first payment between these two');
  });

  test('fires on what is a million in dollars, whatever the currency', () => {
    expect(firingText(highValue, { payment: { amountMinor: 90_000_000, currency: 'EUR' } })).toBeDefined();
  });

  test.each<[string, Measured]>([
    ['of a dollar less', { payment: { amountMinor: 99_999_900 } }],
    ['of a million yen', { payment: { amountMinor: 1_000_000, currency: 'JPY' } }],
    ['between two that deal with each other', { payment, history: [{ agoMs: 1 }] }],
  ])('leaves alone a payment %s', (_, measured) => {
    expect(firingText(highValue, measured)).toBeUndefined();
  });
});
