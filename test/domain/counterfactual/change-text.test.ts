import { expect, test } from '@jest/globals';
import { changeText } from '../../../src/domain/counterfactual/change-text.ts';
import { aPayment } from '../../builders/a-payment.ts';

test.each([
  [{ amountMinor: 8_410 }, 'Had the amount been $84.10 instead of $120.00, it would have been approved.'],
  [
    { hour: 23 },
    'Had it and all before it been made at 23:00 to 00:00 UTC instead of 12:00 to 13:00 UTC, it would have been approved.',
  ],
  [
    { amountMinor: 8_410, hour: 9 },
    'Had the amount been $84.10 instead of $120.00, and it and all before it been made at 09:00 to 10:00 UTC instead of 12:00 to 13:00 UTC, it would have been approved.',
  ],
])('the change %j reads as a sentence', (change, sentence) => {
  expect(changeText(aPayment(), { ...change, outcome: 'approve' })).toBe(sentence);
});

test('amounts read in the payment’s own currency', () => {
  const payment = aPayment({ currency: 'JPY', amountMinor: 50_000 });
  expect(changeText(payment, { amountMinor: 1_234, outcome: 'review' })).toBe(
    'Had the amount been ¥1,234 instead of ¥50,000, it would have been held for review.',
  );
});
