import type { Sent } from '../simulator/send-all.ts';
import { grouped, progressBar } from './progress.ts';

export type Sending = { readonly update: (sent: Sent) => void; readonly stop: () => void };

const SENT = '{sent} payments sent, {rate}/s, {refused} refused, {labels} labels';

/** Shows how far sending is, with a bar where the number of payments is known. */
export const showSending = (payments: number | undefined): Sending => {
  const startedMs = performance.now();
  const format = payments === undefined ? SENT : `{bar} {percentage}% | ${SENT} | ETA {eta_formatted}`;
  const bar = progressBar(format, payments ?? 0);
  return {
    update: ({ accepted, refused, labels }) => {
      const seconds = (performance.now() - startedMs) / 1000;
      const sent = accepted + refused;
      bar.update(sent, {
        sent: grouped(sent),
        rate: grouped(sent / Math.max(seconds, 0.001)),
        refused: grouped(refused),
        labels: grouped(labels),
      });
    },
    stop: bar.stop,
  };
};
