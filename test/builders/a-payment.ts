import type { Payment } from '../../src/domain/payment/payment.ts';

/** When `aPayment()` occurred, ISO 8601. */
export const PAYMENT_TIME = '2026-03-02T12:00:00Z';

/** A transfer like any other: US$120 from `C-ann` to `C-bob`. */
export const aPayment = (overrides: Partial<Payment> = {}): Payment => ({
  id: 'p-1',
  occurredAt: PAYMENT_TIME,
  type: 'TRANSFER',
  amountMinor: 12_000,
  currency: 'USD',
  sender: { account: 'C-ann', balanceBeforeMinor: 500_000, country: 'US' },
  receiver: { account: 'C-bob', country: 'US' },
  ...overrides,
});
