import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A small model of XGBoost: seven features with ties and missing values, written by model/make_fixture.py. */
export const FIXTURE_FOLDER = join(import.meta.dirname, '..', '..', '..', 'model', 'fixture');

/** Rows with the raw scores and contributions, bias last, that XGBoost itself gave them. */
export type Golden = {
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
