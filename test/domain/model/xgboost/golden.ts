import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rows with the raw scores and contributions, bias last, that XGBoost itself gave them. */
export type Golden = {
  readonly rows: readonly Float32Array[];
  readonly rawScores: readonly number[];
  readonly contributions: readonly (readonly number[])[];
};

export const xgboostModel = (folder: string = import.meta.dirname): Uint8Array =>
  readFileSync(join(folder, 'model.onnx'));

/** Reads what model/export.py wrote; model/fixture.py makes the one in this folder. */
export const xgboostGolden = (folder: string = import.meta.dirname): Golden => {
  const { rows, ...golden } = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8'));
  return {
    ...golden,
    rows: rows.map((row: (number | null)[]) => Float32Array.from(row, (value) => value ?? Number.NaN)),
  };
};
