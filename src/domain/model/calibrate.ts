import type { Manifest } from './manifest.ts';

/** Probability of fraud, 0..1, of a raw score in log-odds. Platt scaling, fitted by model/evaluation/calibrate.py. */
export const calibrate = (rawScore: number, { slope, intercept }: Manifest['calibration']): number =>
  1 / (1 + Math.exp(-(slope * rawScore + intercept)));
