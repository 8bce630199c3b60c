import { toCents } from '../payment/currency.ts';
import type { Payment } from '../payment/payment.ts';
import type { Rule } from '../rules/rule.ts';
import type { Decision, Outcome, Reason, Rung, Shadow, Versions } from './decision.ts';
import { cheapestOutcome, expectedLossCents, type Policy } from './policy.ts';
import { modelReasons, ruleReason } from './reasons.ts';

/** All that a decision is made of. */
export type DecideInput = {
  readonly payment: Payment;
  /** In the order of FEATURES. */
  readonly features: Float32Array;
  readonly fired: readonly Rule[];
  readonly rung: Rung;
  readonly rungReason?: string;
  /** Calibrated probability, on the rungs where a model scored. */
  readonly modelProbability?: number;
  /** Contributions of the features to the raw score, log-odds; asked for only when the decision is no approval. */
  readonly explain: (features: Float32Array) => ArrayLike<number>;
  readonly policy: Policy;
  readonly versions: Versions;
  readonly nowMs: number;
  readonly tookMicros: number;
  /** The challenger's reading of the same features. */
  readonly shadow?: Omit<Shadow, 'outcome'>;
};

/** Decides one payment: rules that allow or block go first, then whatever is cheaper on average; a rule may hold what the model lets go. */
export const decide = (input: DecideInput): Decision => {
  const { payment, fired, policy } = input;
  const amountCents = toCents(payment.amountMinor, payment.currency);
  const probability = input.modelProbability ?? priorOf(fired, policy);
  const outcome = outcomeOf(input, probability, amountCents);
  const toExplain = outcome !== 'approve' && input.modelProbability !== undefined;
  const reasons: readonly Reason[] = [
    ...fired.map((rule) => ruleReason(rule, input.features)),
    ...(toExplain ? modelReasons(input.explain(input.features), input.features) : []),
  ];
  return {
    id: payment.id,
    payment,
    outcome,
    probability,
    expectedLossMinor: Math.round(expectedLossCents(probability, amountCents, policy)),
    reasons,
    rung: input.rung,
    ...(input.rungReason !== undefined && { rungReason: input.rungReason }),
    versions: input.versions,
    features: input.features,
    decidedAtMs: input.nowMs,
    tookMicros: input.tookMicros,
    ...(input.shadow !== undefined && { shadow: shadowOf(input, input.shadow, amountCents) }),
  };
};

const shadowOf = (
  input: DecideInput,
  { model, probability }: Omit<Shadow, 'outcome'>,
  amountCents: number,
): Shadow => ({
  model,
  probability,
  outcome: outcomeOf({ ...input, rung: 'onnx' }, probability, amountCents),
});

const priorOf = (fired: readonly Rule[], { priors }: Policy): number => {
  if (fired.some(({ effect }) => effect === 'block')) return priors.block;
  return fired.some(({ effect }) => effect === 'review') ? priors.review : priors.quiet;
};

/** The outcome alone. */
export const outcomeOf = (
  { fired, rung, policy }: Pick<DecideInput, 'fired' | 'rung' | 'policy'>,
  probability: number,
  amountCents: number,
): Outcome => {
  if (fired.some(({ effect }) => effect === 'block')) return 'block';
  if (fired.some(({ effect }) => effect === 'allow')) return 'approve';
  const cheapest =
    rung === 'static' ? staticOutcome(amountCents, policy) : cheapestOutcome(probability, amountCents, policy);
  return cheapest === 'approve' && fired.length > 0 ? 'review' : cheapest;
};

const staticOutcome = (amountCents: number, policy: Policy): Outcome =>
  amountCents >= policy.staticReviewFromCents ? 'review' : 'approve';
