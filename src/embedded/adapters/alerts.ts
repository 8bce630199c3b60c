import type { AlertPorts } from '../../fan-out/send-alerts.ts';
import type { Op, Store } from '../store.ts';

const keyOf = (paymentId: string): string => `A${paymentId}`;
const CLAIMED = 'claimed';
const SENT = 'sent';

/**
 * One alert a payment, remembered in the local store. A claim that is found was left by a process that died while sending. Whether the
 * alert went out is then unknown, and that is told once.
 */
export const createAlertClaims = (store: Store): Pick<AlertPorts, 'claimAlert' | 'confirmAlert' | 'releaseAlert'> => ({
  claimAlert: async (paymentId) => {
    const known = store.getText(keyOf(paymentId));
    if (known === SENT) return 'sent';
    if (known === CLAIMED) {
      await store.stage([{ key: keyOf(paymentId), value: SENT }]);
      return 'unconfirmed';
    }
    await store.stage([{ key: keyOf(paymentId), value: CLAIMED }]);
    return 'claimed';
  },
  confirmAlert: (paymentId) => store.stage([{ key: keyOf(paymentId), value: SENT }]),
  releaseAlert: (paymentId) => store.stage([unclaimedOp(paymentId)]),
});

/** Whether the alert of a payment has gone out, or was told once that it may have. */
export const wasSent = (store: Store, paymentId: string): boolean => store.getText(keyOf(paymentId)) === SENT;

/** The op after which the alert of a payment may be sent, whatever became of it before. */
export const unclaimedOp = (paymentId: string): Op => ({ key: keyOf(paymentId), value: undefined });
