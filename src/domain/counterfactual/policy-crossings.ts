import { outcomeCosts, type Policy } from '../decision/policy.ts';

/**
 * The amounts, US cents, at which two outcomes cost the same for one probability: between them the cheapest outcome does not change.
 * Costs are straight lines over the amount, so two points of each tell where they cross.
 */
export const policyCrossings = (probability: number, policy: Policy): readonly number[] => {
  const [none, much] = [outcomeCosts(probability, 0, policy), outcomeCosts(probability, MUCH_CENTS, policy)];
  return PAIRS.flatMap(([one, other]) => {
    const start = none[one] - none[other];
    const change = much[one] - much[other] - start;
    const crossing = (-start / change) * MUCH_CENTS;
    return crossing > 0 && Number.isFinite(crossing) ? [crossing] : [];
  });
};

const MUCH_CENTS = 2 ** 30;
const PAIRS = [
  ['approve', 'review'],
  ['approve', 'block'],
  ['review', 'block'],
] as const;
