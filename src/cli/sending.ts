import type { Sent } from '../simulator/send-all.ts';
import { grouped, progressBar } from './progress.ts';

export type Sending = { readonly update: (sent: Sent) => void; readonly stop: () => void };

const SENT = '{sent} payments sent, {rate}/s, {refused} refused, {labels} labels';

/** Shows how far sending is, with a bar where the number of payments is known. */
export const showSending = (payments: number | undefined): Sending => {
  const startedMs = performance.now();
  const format = payments === undefined ? SENT : `{bar} {percentage}% | ${SENT} | ETA {eta_formatted}`;
  const payloadOf = ({ accepted, refused, labels }: Sent) => {
    const seconds = Math.max((performance.now() - startedMs) / 1000, 0.001);
    return {
      sent: grouped(accepted + refused),
      rate: grouped((accepted + refused) / seconds),
      refused: grouped(refused),
      labels: grouped(labels),
    };
  };
  const bar = progressBar(format, payments ?? 0, payloadOf({ accepted: 0, refused: 0, labels: 0 }));
  return { update: (sent) => bar.update(sent.accepted + sent.refused, payloadOf(sent)), stop: bar.stop };
};
