import { toCents } from '../../payment/currency.ts';
import type { Feature } from '../feature.ts';

/** The receiver's balance before the payment. Unit: US cents, from 0. NaN when unknown. */
export const receiverBalance: Feature = {
  name: 'receiver.balance',
  meaning: "receiver's balance before this payment",
  unit: 'cents',
  of: ({ payment: { receiver, currency } }) =>
    receiver.balanceBeforeMinor === undefined ? Number.NaN : toCents(receiver.balanceBeforeMinor, currency),
};
