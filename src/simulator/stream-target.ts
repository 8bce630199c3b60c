import type { PutRecords } from '../aws/adapters/put-records.ts';
import type { Target } from './target.ts';

/**
 * Puts payments and labels on a payment stream. A label goes under the key of its payment, so that it is read behind it; the senders of payments
 * are remembered until then.
 */
export const streamTarget = (putRecords: PutRecords): Target => {
  const senders = new Map<string, string>();
  return {
    postPayments: async (payments) => {
      await putRecords(
        payments.map((payment) => ({ partitionKey: payment.sender.account, data: JSON.stringify(payment) })),
      );
      for (const { id, sender } of payments) senders.set(id, sender.account);
      return { accepted: payments.length, refused: 0 };
    },
    postLabels: async (labels) => {
      const records = labels.map(({ labelledAtMs, ...label }) => ({
        partitionKey: senders.get(label.paymentId) ?? label.paymentId,
        data: JSON.stringify({ label: { ...label, labelledAt: new Date(labelledAtMs).toISOString() } }),
      }));
      if (records.length > 0) await putRecords(records);
      for (const { paymentId } of labels) senders.delete(paymentId);
    },
  };
};
