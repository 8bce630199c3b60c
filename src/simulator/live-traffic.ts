import { setTimeout as sleep } from 'node:timers/promises';
import type { Payment } from '../domain/payment/payment.ts';
import type { Label } from '../ports.ts';
import { type SimulateOptions, simulate } from './simulate.ts';
import { randomSource } from './world/random.ts';

export type LiveOptions = {
  readonly seed: number;
  readonly ratePerSecond: number;
  readonly nowMs: () => number;
  /** Ends the traffic. */
  readonly signal?: AbortSignal;
};

export type LiveBatch = {
  /** Payments of this moment: `occurredAt` is now. */
  readonly payments: readonly Payment[];
  /** What has become known of earlier ones, some seconds late. */
  readonly labels: readonly Label[];
};

const TICK_MS = 200;
const SECONDS_A_DAY = 86_400;
const PAYMENTS_A_DAY = 1.5;
/** Simulated time runs this much faster than ours, and attacks faster still within it: the first minute has some. */
const TIME_LAPSE = 12;
const PACE = 4;
const LEAST_ACCOUNTS = 2000;
const MOST_ACCOUNTS = 1_000_000;
const LABEL_DELAY_MS = { least: 4000, most: 20_000 };

/**
 * Payments at a steady rate, as from so many people that each pays about as often as in life, with their labels some seconds
 * later. Ids name the moment of the start, so that no run repeats another's.
 */
export async function* liveTraffic(options: LiveOptions): AsyncGenerator<LiveBatch> {
  const { ratePerSecond, nowMs, signal } = options;
  const startMs = nowMs();
  const traffic = simulate(worldOf(options, startMs));
  const { between } = randomSource(options.seed);
  let waiting: readonly Label[] = [];
  let sent = 0;
  while (!signal?.aborted) {
    const now = nowMs();
    const due = Math.floor((Math.max(now - startMs, TICK_MS) / 1000) * ratePerSecond);
    const count = Math.min(due - sent, Math.ceil((2 * TICK_MS * ratePerSecond) / 1000));
    sent = due;
    const drawn = Array.from({ length: Math.max(0, count) }, () => traffic.next().value);
    const payments = drawn.map(({ payment }, at) => ({
      ...payment,
      occurredAt: new Date(now - TICK_MS + Math.floor(((at + 1) / drawn.length) * TICK_MS)).toISOString(),
    }));
    const known = drawn.map(({ payment, label }) => ({
      paymentId: payment.id,
      fraud: label,
      labelledAtMs: Math.round(now + between(LABEL_DELAY_MS.least, LABEL_DELAY_MS.most)),
    }));
    const labels = waiting.filter(({ labelledAtMs }) => labelledAtMs <= now);
    waiting = [...waiting.filter(({ labelledAtMs }) => labelledAtMs > now), ...known];
    if (payments.length > 0 || labels.length > 0) yield { payments, labels };
    await sleep(TICK_MS, undefined, { ...(signal === undefined ? {} : { signal }) }).catch(() => undefined);
  }
}

const worldOf = ({ seed, ratePerSecond }: LiveOptions, startMs: number): SimulateOptions => ({
  seed,
  accounts: Math.round(
    Math.min(MOST_ACCOUNTS, Math.max(LEAST_ACCOUNTS, (ratePerSecond * SECONDS_A_DAY) / PAYMENTS_A_DAY / TIME_LAPSE)),
  ),
  startMs,
  pace: PACE,
  fraudShare: 0.005,
  idPrefix: `live-${startMs.toString(36)}`,
});
