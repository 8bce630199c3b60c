import { DAY_MS } from '../../domain/profile/day.ts';
import type { AlertPorts } from '../../fan-out/send-alerts.ts';
import { type Attributes, number, text } from '../attributes.ts';
import type { Get } from '../batch-get.ts';
import { insert, remove, update } from '../partiql.ts';
import type { Execute } from '../statements.ts';

export type ClaimsSource = {
  readonly table: string;
  readonly get: Get;
  readonly execute: Execute;
  readonly nowMs: () => number;
};

const CLAIMED = text('claimed');
const SENT = text('sent');
const UNCONFIRMED = text('unconfirmed');
/** The stream tells of a decision for 24 hours at most; after that nobody asks for its alert again. */
const KEPT_MS = 7 * DAY_MS;

/**
 * One alert a payment, in DynamoDB: `{ pk: 'alert#<payment id>', sk: 'claim', state, expiresAt }`. A claim that is found was left by
 * a call that ended while sending. Whether the alert went out is then unknown: that is told once, and the item says so from then on.
 */
export const createAlertClaims = ({
  table,
  get,
  execute,
  nowMs,
}: ClaimsSource): Pick<AlertPorts, 'claimAlert' | 'confirmAlert' | 'releaseAlert'> => {
  /** False when it is claimed no more. */
  const settle = async (paymentId: string, state: typeof SENT): Promise<boolean> => {
    const [settled] = await execute([update(table, { state }, { ...keyOf(paymentId), state: CLAIMED })]);
    return settled.done;
  };
  return {
    claimAlert: async (paymentId) => {
      const expiresAt = number(Math.ceil((nowMs() + KEPT_MS) / 1000));
      const [claimed] = await execute([insert(table, { ...keyOf(paymentId), state: CLAIMED, expiresAt })]);
      if (claimed.done) return 'claimed';
      const found = claimed.item ?? (await get({ table, keys: [keyOf(paymentId)], consistent: true }))[0];
      if (found !== undefined && found['state']?.S !== CLAIMED.S) return 'sent';
      return (await settle(paymentId, UNCONFIRMED)) ? 'unconfirmed' : 'sent';
    },
    confirmAlert: async (paymentId) => void (await settle(paymentId, SENT)),
    releaseAlert: async (paymentId) => void (await execute([remove(table, keyOf(paymentId))])),
  };
};

const keyOf = (paymentId: string): Attributes => ({ pk: text(`alert#${paymentId}`), sk: text('claim') });
