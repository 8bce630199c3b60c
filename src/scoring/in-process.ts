import type { ModelReading } from '../decider.ts';
import { calibrate } from '../domain/model/calibrate.ts';
import { rawScoreOf } from '../domain/model/link.ts';
import type { Model } from '../domain/model/model.ts';
import { explainerOf } from '../domain/model/shap.ts';
import { scorerOf } from '../domain/model/walk.ts';
import type { ScoreRows } from '../ports.ts';

/** The rung `onnx`: walks the trees in this process. */
export const scoreInProcess = ({ trees, manifest }: Model): ScoreRows => {
  const score = rawScoreOf(scorerOf(trees), manifest.link);
  return async (rows) => ({ rung: 'onnx', rawScores: rows.map(score) });
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
