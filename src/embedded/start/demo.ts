import { recordLabels } from '../../labels/record-labels.ts';
import { liveTraffic } from '../../simulator/live-traffic.ts';
import type { EmbeddedPorts } from '../ports.ts';

export type DemoOptions = {
  readonly ratePerSecond: number;
  readonly ports: EmbeddedPorts;
  readonly report: (message: string, error?: unknown) => void;
};

export type Demo = { readonly stop: () => Promise<void> };

/** Puts simulated payments on the stream, as any producer would, and records their labels some seconds later, until stopped. */
export const startDemo = ({ ratePerSecond, ports, report }: DemoOptions): Demo => {
  const ending = new AbortController();
  const running = (async () => {
    const traffic = liveTraffic({
      seed: Math.floor(ports.nowMs()) % 2 ** 31,
      ratePerSecond,
      nowMs: ports.nowMs,
      signal: ending.signal,
    });
    for await (const { payments, labels } of traffic) {
      await ports.putPayments(payments);
      if (labels.length > 0) await recordLabels(labels, ports);
    }
  })().catch((error: unknown) => report('the simulated payments ended', error));
  return {
    stop: () => {
      ending.abort();
      return running;
    },
  };
};
