import { openConnection } from './connection.ts';
import { paymentBody } from './payment-body.ts';

export type Load = { readonly url: string; readonly connections: number; readonly durationMs: number };
export type Loaded = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number };

/** Keeps every connection busy with one payment after another until the time is up. Rejects at the first answer that is not 200. */
const drive = async ({ url, connections, durationMs }: Load): Promise<Loaded> => {
  const latenciesMs: number[] = [];
  const startMs = performance.now();
  const busy = Array.from({ length: connections }, async () => {
    const connection = await openConnection(new URL(url));
    while (performance.now() - startMs < durationMs) {
      const sentMs = performance.now();
      const status = await connection.post(paymentBody(Date.now()));
      if (status !== 200) throw new Error(`${url} answered ${status}, expected 200`);
      latenciesMs.push(performance.now() - sentMs);
    }
    connection.close();
  });
  await Promise.all(busy);
  const seconds = (performance.now() - startMs) / 1000;
  latenciesMs.sort((a, b) => a - b);
  const at = (share: number) => latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * share))];
  return { perSecond: latenciesMs.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
};

process.on('message', (load: Load) => {
  drive(load).then(
    (loaded) => process.send?.(loaded),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
