import { OUTCOMES } from '../decision/decision.ts';
import { outcomeCosts, type Policy } from '../decision/policy.ts';

/** The rows of a table as one model sees them, ready to be weighed again and again: what does not depend on the weights is done once. */
export type Evaluated = {
  readonly probability: Float64Array;
  /** 1 for fraud. */
  readonly fraud: Uint8Array;
  /** Row numbers, highest probability first; rows of one probability in their own order. */
  readonly order: Uint32Array;
  /** US cents that the row costs when nothing is ever done, and with the policy's outcome for this model. */
  readonly untreated: Float64Array;
  readonly treated: Float64Array;
};

export type Labelled = { readonly fraud: Uint8Array; readonly cents: Float64Array };

/** Holds a model's probabilities against the labels. Costs are those of src/domain/decision/policy.ts. */
export const evaluated = (probability: Float64Array, { fraud, cents }: Labelled, policy: Policy): Evaluated => {
  const order = Uint32Array.from(probability.keys()).sort((a, b) => probability[b] - probability[a] || a - b);
  const untreated = new Float64Array(fraud.length);
  const treated = new Float64Array(fraud.length);
  for (let row = 0; row < fraud.length; row += 1) {
    const [expected, real] = [
      outcomeCosts(probability[row], cents[row], policy),
      outcomeCosts(fraud[row], cents[row], policy),
    ];
    const chosen = OUTCOMES.reduce((best, each) => (expected[each] < expected[best] ? each : best), OUTCOMES[0]);
    untreated[row] = real.approve;
    treated[row] = real[chosen];
  }
  return { probability, fraud, order, untreated, treated };
};
