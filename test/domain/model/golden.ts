import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Link } from '../../../src/domain/model/link.ts';

/** Small models of other kinds below it: leaf-wise boosting, forests of deep and of shallow trees, and a mean of two boosters. */
export const FIXTURES = ['.', 'lightgbm', 'random-forest', 'isolation-forest', 'mean'] as const;

/** A small model of XGBoost: seven features with ties and missing values, written by model/make_fixture.py. */
export const FIXTURE_FOLDER = join(import.meta.dirname, '..', '..', '..', 'model', 'fixture');

/** Rows with the raw scores that the library itself gave them, and the contributions, bias last, of XGBoost's `pred_contribs`. */
export type Golden = {
  readonly link?: Link;
  readonly rows: readonly Float32Array[];
  readonly rawScores: readonly number[];
  readonly contributions: readonly (readonly number[])[];
};

/** Reads the golden rows that model/export.py wrote beside a model. */
export const readGolden = (folder: string): Golden => {
  const { rows, ...golden } = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8'));
  return {
    ...golden,
    rows: rows.map((row: (number | null)[]) => Float32Array.from(row, (value) => value ?? Number.NaN)),
  };
};

export const readModelFile = (folder: string): Uint8Array => readFileSync(join(folder, 'model.onnx'));
