import type { Payment } from '../payment/payment.ts';

export const OUTCOMES = ['approve', 'review', 'block'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The ladder, best first: what scored a payment. */
export const RUNGS = ['sagemaker', 'onnx', 'rules', 'static'] as const;
export type Rung = (typeof RUNGS)[number];

/**
 * Why a decision came out as it did. `source` is where it comes from; `code` is stable and for machines; the text is rendered from
 * the code and `values` when read. `contribution` is the reason's share of the raw score in log-odds, for reasons of the model.
 */
export type Reason = {
  readonly code: string;
  readonly source: 'rule' | 'model';
  readonly values: Readonly<Record<string, number>>;
  readonly contribution?: number;
};

/** Short digests of all that made a decision, enough to make it again. */
export type Versions = {
  readonly model: string;
  readonly rules: string;
  readonly policy: string;
  readonly features: string;
};

/** What a challenger made of the same features: it is written down, and changes nothing. */
export type Shadow = {
  readonly model: string;
  /** Calibrated probability of fraud, 0..1. */
  readonly probability: number;
  /** What would have been decided with this probability, the same rules and costs. */
  readonly outcome: Outcome;
};

export type Decision = {
  readonly id: string;
  readonly payment: Payment;
  readonly outcome: Outcome;
  /** Calibrated probability of fraud, 0..1. */
  readonly probability: number;
  /** What approving would cost on average, in US cents: probability times what a fraud of this amount costs, handling included. */
  readonly expectedLossMinor: number;
  readonly reasons: readonly Reason[];
  readonly rung: Rung;
  /** What of the ladder was passed over, and why: better rungs, or rules; absent when nothing was. */
  readonly rungReason?: string;
  readonly versions: Versions;
  /** Feature values in the order of the manifest; NaN is unknown. */
  readonly features: Float32Array;
  /** Epoch milliseconds. */
  readonly decidedAtMs: number;
  /** Microseconds from the batch's arrival at the function to the decision. */
  readonly tookMicros: number;
  /** Absent when no challenger scored, or not in time. */
  readonly shadow?: Shadow;
};

/** True for a decision that a model's probability made. */
export const isScored = ({ rung }: Pick<Decision, 'rung'>): boolean => rung === 'onnx' || rung === 'sagemaker';
