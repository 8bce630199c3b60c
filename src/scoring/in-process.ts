import type { ModelReading } from '../assess/decider.ts';
import { calibrate } from '../domain/model/calibrate.ts';
import { rawScoreOf } from '../domain/model/link.ts';
import type { Model } from '../domain/model/model.ts';
import { explainerOf } from '../domain/model/shap.ts';
import { type ScoreRow, scorerOf } from '../domain/model/walk.ts';
import type { ScoreRows } from '../ports.ts';

/** The rung `onnx`: walks the trees in this process. */
export const scoreInProcess = (model: Model): ScoreRows => {
  const score = rawScorerOf(model);
  return async (rows) => ({ rung: 'onnx', rawScores: rows.map(score) });
};

/** A model's raw score of a row, through its link: what calibration reads. */
export const rawScorerOf = ({ trees, manifest }: Model): ScoreRow => rawScoreOf(scorerOf(trees), manifest.link);

/** A model's calibrated probability of fraud for a row. */
export const probabilityOf = (model: Model): ScoreRow => {
  const score = rawScorerOf(model);
  return (row) => calibrate(score(row), model.manifest.calibration);
};

/** How a model's scores read: calibrated, and explained feature by feature. */
export const readingOf = ({ trees, manifest }: Model): ModelReading => {
  const explain = explainerOf(trees);
  return {
    version: manifest.version,
    calibrate: (rawScore) => calibrate(rawScore, manifest.calibration),
    explain: (features) => explain(features).values,
  };
};
