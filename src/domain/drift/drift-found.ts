import type { DriftCounts } from '../boards/model-day.ts';
import type { Reference } from './reference.ts';
import { populationStability, SHIFTED, stabilityByChance } from './stability.ts';

/** `unknown`: there is no reference to hold live payments against, or there were too few of them yet. */
export type DriftStatus = 'unknown' | 'steady' | 'moving' | 'shifted';

export type DriftFound = {
  readonly status: DriftStatus;
  /** Population stability index of the scores; null while it is unknown. */
  readonly scores: number | null;
  /** Of the most important features, most shifted first; those that are known. */
  readonly features: readonly { readonly name: string; readonly stability: number }[];
};

const MOVING = 0.1;
/** An index is told once chance alone would not make more of it than this. */
const MOST_BY_CHANCE = 0.02;

export const driftFound = (reference: Reference | undefined, counts: DriftCounts | undefined): DriftFound => {
  if (reference === undefined || counts === undefined) return { status: 'unknown', scores: null, features: [] };
  const scores = stabilityOf(reference.scores.counts, counts.scores);
  const features = reference.features
    .flatMap(({ name, counts: expected }, at) => {
      const stability = stabilityOf(expected, counts.features[at]);
      return stability === null ? [] : [{ name, stability }];
    })
    .sort((a, b) => b.stability - a.stability);
  return {
    status: statusOf([...(scores === null ? [] : [scores]), ...features.map(({ stability }) => stability)]),
    scores,
    features,
  };
};

const stabilityOf = (expected: readonly number[], actual: readonly number[]): number | null =>
  stabilityByChance(expected, actual) > MOST_BY_CHANCE ? null : populationStability(expected, actual);

const statusOf = (found: readonly number[]): DriftStatus => {
  if (found.length === 0) return 'unknown';
  const most = Math.max(...found);
  if (most >= SHIFTED) return 'shifted';
  return most >= MOVING ? 'moving' : 'steady';
};
