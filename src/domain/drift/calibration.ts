const CALIBRATION_BINS = 20;

/** Decisions by probability, in bins of equal width: how many, the sum of their probabilities, and how many turned out fraud. */
export type Calibration = {
  readonly counts: readonly number[];
  readonly sums: readonly number[];
  readonly frauds: readonly number[];
};

const noughts = (): number[] => new Array(CALIBRATION_BINS).fill(0);

export const EMPTY_CALIBRATION: Calibration = { counts: noughts(), sums: noughts(), frauds: noughts() };

export const calibrationBin = (probability: number): number =>
  Math.min(CALIBRATION_BINS - 1, Math.floor(probability * CALIBRATION_BINS));

export type CalibrationFound = {
  readonly decided: number;
  /** Sum of the probabilities. */
  readonly expected: number;
  readonly frauds: number;
  /** Expected frauds for each one found; null while none is. 1 is calibrated. */
  readonly ratio: number | null;
  /**
   * Expected calibration error: the mean distance of probability and fraud rate over the bins, weighted by their payments. Naeini, Cooper &
   * Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015. Null while nothing was decided.
   */
  readonly error: number | null;
};

export const calibrationFound = ({ counts, sums, frauds }: Calibration): CalibrationFound => {
  const [decided, expected, found] = [counts, sums, frauds].map((each) => each.reduce((sum, value) => sum + value, 0));
  const apart = counts.reduce((sum, _count, bin) => sum + Math.abs(sums[bin] - frauds[bin]), 0);
  return {
    decided,
    expected,
    frauds: found,
    ratio: found > 0 ? expected / found : null,
    error: decided > 0 ? apart / decided : null,
  };
};

export const addCalibrations = (a: Calibration, b: Calibration): Calibration => ({
  counts: a.counts.map((count, bin) => count + b.counts[bin]),
  sums: a.sums.map((sum, bin) => sum + b.sums[bin]),
  frauds: a.frauds.map((count, bin) => count + b.frauds[bin]),
});
