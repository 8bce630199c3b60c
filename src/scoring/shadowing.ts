import type { Model } from '../domain/model/model.ts';
import type { AssessPorts } from '../ports.ts';
import { probabilityOf } from './in-process.ts';

export type Deciding = Pick<AssessPorts, 'scoreRows' | 'decide'>;

export type ShadowOptions = {
  /** Scores beside the champion; none leaves everything as it is. */
  readonly challenger?: Model;
  /** Milliseconds with fractions, of a clock that never goes back. */
  readonly clockMs: () => number;
  /** What the challenger may take of a batch. */
  readonly budgetMs?: number;
  /** Told how many rows of a batch the challenger left out, and why. */
  readonly onMissed?: (rows: number, reason: MissedReason) => void;
};

export type MissedReason = 'budget' | 'fault' | 'resting';

const BUDGET_MS = 5;
/** After so many batches in a row beyond its budget it is left alone for a while, so that it costs next to nothing. */
const MOST_OVERRUNS = 3;
const REST_MS = 10_000;

/**
 * Scores the same features with a challenger and puts what it made of them into the decision. It has no say: the champion's call is
 * made first and its answer goes through untouched; the challenger is stopped at its budget, and whatever it throws ends there.
 */
export const shadowing = (deciding: Deciding, options: ShadowOptions): Deciding => {
  const { challenger } = options;
  if (challenger === undefined) return deciding;
  const { version } = challenger.manifest;
  /** By the row itself: a row is scored and decided within one batch, and forgotten with it. */
  const probabilities = new WeakMap<Float32Array, number>();
  const observe = observer(challenger, options, probabilities);
  return {
    scoreRows: (rows) => {
      const scored = deciding.scoreRows(rows);
      observe(rows);
      return scored;
    },
    decide: (input) => {
      const probability = probabilities.get(input.features);
      return deciding.decide(probability === undefined ? input : { ...input, shadow: { model: version, probability } });
    },
  };
};

const observer = (
  challenger: Model,
  { clockMs, budgetMs = BUDGET_MS, onMissed = () => undefined }: ShadowOptions,
  probabilities: WeakMap<Float32Array, number>,
): ((rows: readonly Float32Array[]) => void) => {
  const probabilityIn = probabilityOf(challenger);
  let overruns = 0;
  let restUntilMs = Number.NEGATIVE_INFINITY;
  return (rows) => {
    const startMs = clockMs();
    if (startMs < restUntilMs) return onMissed(rows.length, 'resting');
    try {
      const untilMs = startMs + budgetMs;
      for (const [at, row] of rows.entries()) {
        if (clockMs() > untilMs) {
          overruns += 1;
          if (overruns >= MOST_OVERRUNS) restUntilMs = clockMs() + REST_MS;
          return onMissed(rows.length - at, 'budget');
        }
        const probability = probabilityIn(row);
        if (Number.isFinite(probability)) probabilities.set(row, probability);
      }
      overruns = 0;
    } catch {
      onMissed(rows.length, 'fault');
    }
  };
};
