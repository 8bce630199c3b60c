import { shortDigest } from '../hash.ts';
import { DOLLARS_PER_UNIT } from '../payment/currency.ts';
import type { Outcome } from './decision.ts';

/** What each way out of a decision costs, US cents and shares. Every house has its own; these are a starting point. */
export type Policy = {
  /** Handling a fraud that got through, on top of the amount: chargeback fee and work. */
  readonly fraudOverheadCents: number;
  /** An analyst's time for one review, and what keeping an honest payment waiting costs, as a share of its amount. */
  readonly reviewCents: number;
  readonly reviewDelayShare: number;
  /** Share of frauds that a review stops. */
  readonly reviewCatches: number;
  /** Blocking an honest payment: support call, lost margin, lost goodwill. */
  readonly falseBlockCents: number;
  readonly falseBlockShare: number;
  /** Probability that stands in for the model on lower rungs: nothing fired, a review rule fired, a block rule fired. */
  readonly priors: { readonly quiet: number; readonly review: number; readonly block: number };
  /** On the static rung, amounts from here up are held. */
  readonly staticReviewFromCents: number;
};

export const POLICY: Policy = {
  fraudOverheadCents: 1_500,
  reviewCents: 400,
  reviewDelayShare: 0.02,
  reviewCatches: 0.85,
  falseBlockCents: 2_500,
  falseBlockShare: 0.03,
  priors: { quiet: 0.002, review: 0.2, block: 0.8 },
  staticReviewFromCents: 100_000,
};

/** Changes with the costs and with the exchange rates that bring amounts to cents. */
export const policyVersion = (policy: Policy): string => shortDigest(JSON.stringify([policy, DOLLARS_PER_UNIT]));

/** Average cost of approving, US cents: probability times what a fraud of this amount costs. */
export const expectedLossCents = (probability: number, amountCents: number, policy: Policy): number =>
  probability * (amountCents + policy.fraudOverheadCents);

/**
 * What each outcome costs on average, US cents. A review costs time, keeps honest payers waiting and lets some fraud through; a block
 * costs whatever an honest payer's anger costs.
 */
export const outcomeCosts = (
  probability: number,
  amountCents: number,
  policy: Policy,
): Readonly<Record<Outcome, number>> => {
  const approve = expectedLossCents(probability, amountCents, policy);
  const honest = 1 - probability;
  return {
    approve,
    review: policy.reviewCents + honest * policy.reviewDelayShare * amountCents + approve * (1 - policy.reviewCatches),
    block: honest * (policy.falseBlockCents + policy.falseBlockShare * amountCents),
  };
};

/** The outcome of least expected cost (Elkan, "The foundations of cost-sensitive learning", IJCAI 2001), ties to the milder one. */
export const cheapestOutcome = (probability: number, amountCents: number, policy: Policy): Outcome => {
  const { approve, review, block } = outcomeCosts(probability, amountCents, policy);
  if (approve <= review && approve <= block) return 'approve';
  return review <= block ? 'review' : 'block';
};
