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

const inProcess = (model: Model): LadderRung => {
  const scoreRows = scoreInProcess(model);
  return { rung: 'onnx', score: async (rows) => (await scoreRows(rows)).rawScores };
};
