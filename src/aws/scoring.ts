import type { Rung } from '../domain/decision/decision.ts';
import type { Model } from '../domain/model/model.ts';
import type { ScoreRows } from '../ports.ts';
import { endpointOf } from '../scoring/endpoint-client.ts';
import { modelLadder } from '../scoring/model-ladder.ts';
import type { Environment } from './environment.ts';

export const SCORING_VARIABLES = ['MODEL_ENDPOINT', 'MODEL_BUDGET_MS'] as const;

export type Scoring = { readonly scoreRows: ScoreRows };

/** The rung that scores when nothing is amiss: the endpoint where there is one, else the model in the process. */
export const firstRungOf = ({ MODEL_ENDPOINT }: Pick<Environment, 'MODEL_ENDPOINT'>): Rung =>
  MODEL_ENDPOINT === '' ? 'onnx' : 'sagemaker';

/** How a function scores: from the endpoint down the ladder. */
export const scoringOf = (
  environment: Pick<Environment, (typeof SCORING_VARIABLES)[number]>,
  model: Model,
): Scoring => ({
  scoreRows: modelLadder({ model, ...endpointIn(environment), nowMs: Date.now }).scoreRows,
});

const endpointIn = ({ MODEL_ENDPOINT, MODEL_BUDGET_MS }: Pick<Environment, (typeof SCORING_VARIABLES)[number]>) =>
  MODEL_ENDPOINT === '' ? {} : { endpoint: { ...endpointOf(MODEL_ENDPOINT), budgetMs: MODEL_BUDGET_MS } };
