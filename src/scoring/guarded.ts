import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
  noop,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { messageOf } from '../message-of.ts';
import type { LadderRung } from './ladder.ts';

/** When a rung is left alone, and for how long until one call tries it again. */
export type BreakerRules = { readonly failuresInARow: number; readonly halfOpenAfterMs: number };

export type Attempt = { readonly rawScores: readonly number[] } | { readonly failed: string };

const MOST_REASON = 60;

/** A rung that answers in time or says in a few words why not; it never rejects. */
export const guarded = ({ score, budgetMs, breaker }: LadderRung) => {
  const circuit = breaker && circuitOf(breaker);
  const limit = budgetMs === undefined ? noop : timeout(budgetMs, TimeoutStrategy.Aggressive);
  const policy = circuit === undefined ? limit : wrap(circuit, limit);
  return async (rows: readonly Float32Array[]): Promise<Attempt> => {
    try {
      // One call tries a rung that may have recovered. The library lets the others wait for it, beyond their budget; these do without.
      if (circuit?.state === CircuitState.HalfOpen) throw new BrokenCircuitError();
      return { rawScores: await policy.execute(async ({ signal }) => checked(await score(rows, signal), rows.length)) };
    } catch (error) {
      return { failed: reasonOf(error, budgetMs) };
    }
  };
};

const circuitOf = ({ failuresInARow, halfOpenAfterMs }: BreakerRules) =>
  circuitBreaker(handleAll, { halfOpenAfter: halfOpenAfterMs, breaker: new ConsecutiveBreaker(failuresInARow) });

const checked = (rawScores: readonly number[], rows: number): readonly number[] => {
  if (rawScores.length !== rows) throw new Error(`gave ${rawScores.length} scores for ${rows} rows`);
  if (!rawScores.every(Number.isFinite)) throw new Error('gave a score that is no number');
  return rawScores;
};

const reasonOf = (error: unknown, budgetMs: number | undefined): string => {
  if (error instanceof TaskCancelledError) return `no answer within ${budgetMs} ms`;
  if (error instanceof BrokenCircuitError) return 'breaker open';
  return messageOf(error).slice(0, MOST_REASON);
};
