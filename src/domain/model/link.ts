import type { ScoreRow } from './walk.ts';

/**
 * How a sum of leaves becomes the raw score that calibration reads. `identity`: boosted trees, the sum is the log-odds. `logit`: a
 * random forest, the sum is a probability. `exp2`: an isolation forest, 2 to the power of the sum is the anomaly score, 0 to 1.
 */
export const LINKS = ['identity', 'logit', 'exp2'] as const;
export type Link = (typeof LINKS)[number];

/** A forest may be certain; log-odds may not: a probability is told from 0 and 1 by this much, here and in training. */
const CERTAIN = 1e-7;

const APPLY: Readonly<Record<Link, (sum: number) => number>> = {
  identity: (sum) => sum,
  logit: (sum) => {
    const inside = Math.min(1 - CERTAIN, Math.max(CERTAIN, sum));
    return Math.log(inside / (1 - inside));
  },
  exp2: (sum) => 2 ** sum,
};

/** The function that scores a row through a link. */
export const rawScoreOf = (sumOf: ScoreRow, link: Link = 'identity'): ScoreRow => {
  if (link === 'identity') return sumOf;
  const apply = APPLY[link];
  return (row) => apply(sumOf(row));
};
