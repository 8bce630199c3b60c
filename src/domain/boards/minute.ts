import type { Outcome } from '../decision/decision.ts';
import type { Change } from './change.ts';
import { type LatencyClasses, latencyClass } from './latency.ts';

export const MINUTE_MS = 60_000;
export const SLOT_SECONDS = 5;
const SLOTS = 60 / SLOT_SECONDS;

export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** One minute of decisions, by when they were made: counts in slots of five seconds, and latencies. */
export type Minute = {
  readonly slots: readonly OutcomeCounts[];
  readonly latency: LatencyClasses;
  /** Decisions made without the best of the ladder; left out for none. */
  readonly degraded?: number;
};

const noOutcomes = (): Record<Outcome, number> => ({ approve: 0, review: 0, block: 0 });

export const EMPTY_MINUTE: Minute = { slots: Array.from({ length: SLOTS }, noOutcomes), latency: {} };

export const minuteOf = (atMs: number): number => Math.floor(atMs / MINUTE_MS);

/** The minute with the decisions among some changes counted; labels are not of any minute. */
export const minuteCounted = (minute: Minute, changes: readonly Change[]): Minute => {
  const slots = minute.slots.map((slot) => ({ ...slot }));
  const latency: Record<string, number> = { ...minute.latency };
  let degraded = minute.degraded ?? 0;
  for (const change of changes) {
    if (change.kind !== 'decision') continue;
    const { decidedAtMs, outcome, tookMicros } = change.decision;
    slots[Math.floor((decidedAtMs % MINUTE_MS) / (SLOT_SECONDS * 1000))][outcome] += 1;
    const name = latencyClass(tookMicros);
    latency[name] = (latency[name] ?? 0) + 1;
    if (change.decision.rungReason !== undefined) degraded += 1;
  }
  return { slots, latency, ...(degraded > 0 && { degraded }) };
};
