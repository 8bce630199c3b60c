import { PAYMENT_TYPES } from '../../payment/payment.ts';
import type { Feature } from '../feature.ts';

/** The payment's type as its place in PAYMENT_TYPES: cash-in 0, cash-out 1, debit 2, payment 3, transfer 4, card 5. Always known. */
export const typeCode: Feature = {
  name: 'payment.type_code',
  meaning: 'type of this payment',
  unit: 'code',
  of: ({ payment }) => PAYMENT_TYPES.indexOf(payment.type),
};
