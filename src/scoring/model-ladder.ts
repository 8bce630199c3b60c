import type { Model } from '../domain/model/model.ts';
import type { BreakerRules } from './guarded.ts';
import { scoreInProcess } from './in-process.ts';
import { createLadder, type Ladder, type LadderOptions, type LadderRung } from './ladder.ts';
import { type Endpoint, scoreOnEndpoint } from './sagemaker.ts';

export type ModelLadderOptions = Pick<LadderOptions, 'onChange' | 'nowMs'> & {
  readonly model: Model;
  /** Tried before the model in this process; none when left out. */
  readonly endpoint?: Endpoint & { readonly budgetMs: number };
  readonly breaker?: BreakerRules;
};

/** Three calls in a row are enough to know; ten seconds of silence cost one slow batch in a thousand when it stays away. */
const BREAKER: BreakerRules = { failuresInARow: 3, halfOpenAfterMs: 10_000 };

/** SageMaker where it is configured, then the model in this process, then rules alone. */
export const modelLadder = ({ model, endpoint, breaker = BREAKER, ...watching }: ModelLadderOptions): Ladder =>
  createLadder({ rungs: [...(endpoint ? [remote(endpoint, breaker)] : []), inProcess(model)], ...watching });

const remote = (endpoint: Endpoint & { readonly budgetMs: number }, breaker: BreakerRules): LadderRung => ({
  rung: 'sagemaker',
  score: scoreOnEndpoint(endpoint),
  budgetMs: endpoint.budgetMs,
  breaker,
});

/** A batch takes some milliseconds: what takes a second is not scoring any more, and the stream behind it waits. */
const IN_PROCESS_BUDGET_MS = 1_000;
/** Between so many rows the clock is looked at: nothing else can interrupt a walk. */
const ROWS_AT_ONCE = 64;

const inProcess = (model: Model): LadderRung => {
  const scoreRows = scoreInProcess(model);
  return { rung: 'onnx', score: inTime(async (rows) => (await scoreRows(rows)).rawScores) };
};

/** Scores in steps, and gives up between two of them when the budget is spent. */
export const inTime =
  (score: (rows: readonly Float32Array[]) => Promise<readonly number[]>, budgetMs = IN_PROCESS_BUDGET_MS) =>
  async (rows: readonly Float32Array[]): Promise<readonly number[]> => {
    if (rows.length <= ROWS_AT_ONCE) return score(rows);
    const untilMs = performance.now() + budgetMs;
    const scores: number[] = [];
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      if (performance.now() > untilMs) throw new Error(`no answer within ${budgetMs} ms`);
      scores.push(...(await score(rows.slice(from, from + ROWS_AT_ONCE))));
    }
    return scores;
  };
