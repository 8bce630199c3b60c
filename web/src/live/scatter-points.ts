import type { FeedItem, Outcome } from '../api-types.ts';
import { minorDigitsOf } from '../format/money.ts';

export type ScatterPoint = {
  readonly id: string;
  /** Epoch milliseconds of the decision. */
  readonly atMs: number;
  /** In whole units of its currency. */
  readonly amount: number;
  readonly currency: string;
  readonly outcome: Outcome;
};

export const SCATTER_WINDOW_MS = 10 * 60_000;
const SLOT_MS = 5_000;
/** Approvals drawn in a slot at most, so that a busy stream stays readable and memory bounded. */
export const APPROVED_PER_SLOT = 8;
const FLAGGED_PER_SLOT = 20;

/**
 * Adds newly seen decisions to the points on the chart and drops those that have left the window. Of each outcome only so many are
 * kept in every five seconds: the chart thins out evenly over time instead of forgetting its past.
 */
export const addPoints = (
  points: readonly ScatterPoint[],
  items: readonly FeedItem[],
  nowMs: number,
): readonly ScatterPoint[] => {
  const byId = new Map(points.map((point) => [point.id, point]));
  for (const item of items) {
    if (item.amountMinor > 0 && !byId.has(item.id)) byId.set(item.id, pointOf(item));
  }
  const taken = new Map<string, number>();
  return [...byId.values()]
    .filter(({ atMs }) => atMs > nowMs - SCATTER_WINDOW_MS)
    .filter(({ outcome, atMs }) => {
      const slot = `${outcome} ${Math.floor(atMs / SLOT_MS)}`;
      const count = (taken.get(slot) ?? 0) + 1;
      taken.set(slot, count);
      return count <= (outcome === 'approve' ? APPROVED_PER_SLOT : FLAGGED_PER_SLOT);
    });
};

const pointOf = ({ id, decidedAt, amountMinor, currency, outcome }: FeedItem): ScatterPoint => ({
  id,
  atMs: Date.parse(decidedAt),
  amount: amountMinor / 10 ** minorDigitsOf(currency),
  currency,
  outcome,
});
