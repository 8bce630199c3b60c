import { expect, test } from '@jest/globals';
import { featureOf } from '../../../builders/a-measurement.ts';

test.each([
  ['CASH_IN', 0],
  ['CASH_OUT', 1],
  ['DEBIT', 2],
  ['PAYMENT', 3],
  ['TRANSFER', 4],
  ['CARD', 5],
] as const)('payment.type_code of %s is %d, as the model was trained with', (type, code) => {
  expect(featureOf('payment.type_code', { payment: { type } })).toBe(code);
});
