import type { Decision, Shadow } from '../decision/decision.ts';

/** What the change stream tells: a decision was recorded, or what became known of one. */
export type Change =
  | { readonly kind: 'decision'; readonly sequence: string; readonly decision: Decision }
  | { readonly kind: 'label'; readonly sequence: string; readonly label: LabelChange };

/** A label with what it needs to be counted. `replaces` is the verdict that stood before. */
export type LabelChange = {
  readonly paymentId: string;
  readonly fraud: boolean;
  /** When it became known, epoch milliseconds; absent in labels of before it was told. */
  readonly labelledAtMs?: number;
  readonly replaces?: boolean;
  readonly flagged: boolean;
  readonly cents: number;
  /** What the models had made of the payment; absent when none had, and in labels of before it was told. */
  readonly scored?: ScoredThen;
};

export type ScoredThen = {
  /** When it was decided, epoch milliseconds. */
  readonly atMs: number;
  readonly model: string;
  /** Absent when a rung without a model decided. */
  readonly probability?: number;
  readonly shadow?: Shadow;
};

/** Sequence numbers are decimal and of any length: the longer is later, else they compare as text. */
export const isLater = (a: string, b: string): boolean => (a.length === b.length ? a > b : a.length > b.length);
