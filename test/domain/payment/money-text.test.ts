import { expect, test } from '@jest/globals';
import { moneyText } from '../../../src/domain/payment/money-text.ts';

test.each([
  [0, 'USD', '$0.00'],
  [123_450, 'EUR', '€1,234.50'],
  [1_234, 'JPY', '¥1,234'],
  [304_050, 'HUF', 'HUF\u00a03,040.50'],
] as const)('%d minor units of %s read %s', (amountMinor, currency, text) => {
  expect(moneyText({ amountMinor, currency })).toBe(text);
});
