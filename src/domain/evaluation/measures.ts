import type { Evaluated } from './evaluated.ts';

/** Of `evaluated` rows, each counted as often as its weight says. */
export type Measures = {
  /** Sum over the thresholds of the gain in recall times the precision there (step-wise, as scikit-learn's). */
  readonly averagePrecision: number;
  readonly rocAuc: number;
  /** Share of frauds among the share of payments that score highest. */
  readonly 'recallAt0.001': number;
  readonly 'recallAt0.005': number;
  readonly 'recallAt0.01': number;
  /** Of what frauds cost when nothing is done, what the policy's outcomes save; 1 is an oracle's. */
  readonly savedShare: number;
  /** Sum of the probabilities for each fraud; 1 is calibrated. */
  readonly calibrationRatio: number;
  /** Brier, "Verification of forecasts expressed in terms of probability" (1950): mean squared error. Lower is better. */
  readonly brier: number;
};

export const MEASURE_NAMES = [
  'averagePrecision',
  'rocAuc',
  'recallAt0.001',
  'recallAt0.005',
  'recallAt0.01',
  'savedShare',
  'calibrationRatio',
  'brier',
] as const satisfies readonly (keyof Measures)[];

const ALERT_RATES = [0.001, 0.005, 0.01] as const;

/** Weights are whole numbers, such as a bootstrap draws; without frauds or without honest payments the measures are NaN. */
export const measuresOf = (rows: Evaluated, weights: Uint16Array): Measures => {
  const sums = sumsOf(rows, weights);
  return {
    ...rankedMeasures(rows, weights, sums),
    savedShare: 1 - sums.treated / sums.untreated,
    calibrationRatio: sums.probability / sums.frauds,
    brier: sums.squares / sums.rows,
  };
};

type Sums = { rows: number; frauds: number; probability: number; squares: number; treated: number; untreated: number };

const sumsOf = ({ probability, fraud, treated, untreated }: Evaluated, weights: Uint16Array): Sums => {
  const sums: Sums = { rows: 0, frauds: 0, probability: 0, squares: 0, treated: 0, untreated: 0 };
  for (let row = 0; row < weights.length; row += 1) {
    const weight = weights[row];
    if (weight === 0) continue;
    const error = probability[row] - fraud[row];
    sums.rows += weight;
    sums.frauds += weight * fraud[row];
    sums.probability += weight * probability[row];
    sums.squares += weight * error * error;
    sums.treated += weight * treated[row];
    sums.untreated += weight * untreated[row];
  }
  return sums;
};

/** One walk down the order: each run of equal probabilities is one threshold. */
const rankedMeasures = ({ order, probability, fraud }: Evaluated, weights: Uint16Array, { rows, frauds }: Sums) => {
  const alerted = ALERT_RATES.map((rate) => ({ most: Math.round(rate * rows), caught: 0 }));
  let [seen, caught, precisions, pairs] = [0, 0, 0, 0];
  for (let at = 0; at < order.length; ) {
    const threshold = probability[order[at]];
    const [seenBefore, caughtBefore] = [seen, caught];
    for (; at < order.length && probability[order[at]] === threshold; at += 1) {
      const [weight, isFraud] = [weights[order[at]], fraud[order[at]]];
      if (weight === 0) continue;
      for (const alert of alerted) alert.caught += isFraud * Math.max(0, Math.min(weight, alert.most - seen));
      seen += weight;
      caught += weight * isFraud;
    }
    const [honestHere, fraudsHere] = [seen - caught - (seenBefore - caughtBefore), caught - caughtBefore];
    if (seen > 0) precisions += (fraudsHere * caught) / seen;
    pairs += honestHere * (caughtBefore + fraudsHere / 2);
  }
  return {
    averagePrecision: precisions / frauds,
    rocAuc: pairs / (frauds * (rows - frauds)),
    'recallAt0.001': alerted[0].caught / frauds,
    'recallAt0.005': alerted[1].caught / frauds,
    'recallAt0.01': alerted[2].caught / frauds,
  };
};
