import type { Summary } from '../api-types.ts';

export type TrafficSlot = {
  /** Epoch milliseconds of the slot's start. */
  readonly atMs: number;
  readonly perSecond: number;
  readonly review: number;
  readonly block: number;
};

/** A slot that has only just opened says nothing about a rate. */
const LEAST_OPEN_SECONDS = 2;

/**
 * The summary's series without gaps: slots in which nothing happened are zero, from the first payment (or the start of the range)
 * to now. The slot still open counts the seconds that have passed of it.
 */
export const trafficSlots = ({ series, now, since }: Summary, minutes: number): readonly TrafficSlot[] => {
  const first = series[0];
  if (first === undefined || since === null) return [];
  const nowMs = Date.parse(now);
  const slotMs = first.seconds * 1000;
  const bySlot = new Map(series.map((slot) => [Date.parse(slot.at), slot]));
  const slots: TrafficSlot[] = [];
  const startMs = Math.max(Date.parse(first.at), Date.parse(since), nowMs - minutes * 60_000);
  const fromMs = Math.floor(startMs / slotMs) * slotMs;
  for (let atMs = fromMs; atMs <= nowMs; atMs += slotMs) {
    const { approve = 0, review = 0, block = 0 } = bySlot.get(atMs) ?? {};
    const seconds = Math.min(first.seconds, (nowMs - atMs) / 1000);
    if (seconds < LEAST_OPEN_SECONDS && slots.length > 0) break;
    const perSecond = (approve + review + block) / Math.max(seconds, LEAST_OPEN_SECONDS);
    slots.push({ atMs, perSecond, review, block });
  }
  return slots;
};
