import type { LiveBatch } from './live-traffic.ts';
import type { Target } from './target.ts';

export type Sent = { readonly accepted: number; readonly refused: number; readonly labels: number };

/** Sends batch after batch, and tells after each what has been sent so far. */
export const sendAll = async (
  batches: AsyncIterable<LiveBatch>,
  { postPayments, postLabels }: Target,
  onSent: (sent: Sent) => void = () => undefined,
): Promise<Sent> => {
  const sent = { accepted: 0, refused: 0, labels: 0 };
  for await (const { payments, labels } of batches) {
    if (payments.length > 0) {
      const { accepted, refused } = await postPayments(payments);
      sent.accepted += accepted;
      sent.refused += refused;
    }
    await postLabels(labels);
    sent.labels += labels.length;
    onSent(sent);
  }
  return sent;
};
