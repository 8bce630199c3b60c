import { setTimeout as sleep } from 'node:timers/promises';
import type { Label } from '../ports.ts';
import { type LiveBatch, liveTraffic } from './live-traffic.ts';
import type { Simulated } from './simulate.ts';

const LABEL_AFTER_BATCHES = 4;
const LAST_LABELS_AFTER_MS = 2000;
const BATCH = 500;

/** Payments of the past in batches, the labels of each some batches later. */
export async function* pastBatches(payments: Iterable<Simulated>): AsyncGenerator<LiveBatch> {
  const waiting: (readonly Label[])[] = [];
  let batch: Simulated[] = [];
  const turn = (): LiveBatch => {
    const labelledAtMs = Date.now();
    const told = batch.map(({ payment }) => payment);
    waiting.push(batch.map(({ payment, label }) => ({ paymentId: payment.id, fraud: label, labelledAtMs })));
    batch = [];
    return { payments: told, labels: waiting.length > LABEL_AFTER_BATCHES ? (waiting.shift() ?? []) : [] };
  };
  for (const simulated of payments) {
    batch.push(simulated);
    if (batch.length === BATCH) yield turn();
  }
  yield turn();
  await sleep(LAST_LABELS_AFTER_MS);
  for (const labels of waiting) yield { payments: [], labels };
}

export type LiveOptions = {
  readonly seed: number;
  readonly ratePerSecond: number;
  /** How many payments at most. */
  readonly rows?: number;
  readonly signal: AbortSignal;
};

/** Payments of this moment, until the signal is raised or so many have come. */
export async function* liveBatches({ rows, ...options }: LiveOptions): AsyncGenerator<LiveBatch> {
  let left = rows ?? Number.POSITIVE_INFINITY;
  for await (const batch of liveTraffic({ ...options, nowMs: Date.now })) {
    yield { ...batch, payments: batch.payments.slice(0, left) };
    left -= batch.payments.length;
    if (left <= 0) return;
  }
}
