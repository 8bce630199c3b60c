import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { explainerOf } from '../../src/domain/model/shap.ts';
import { scorerOf } from '../../src/domain/model/walk.ts';
import { loadModel, MODEL_FOLDER } from '../../src/model-files.ts';
import { readGolden, readModelFile } from '../domain/model/golden.ts';
import { onnxRuntimeOf } from '../domain/model/onnxruntime.ts';
import { randomOf, randomRow } from '../domain/model/random-trees.ts';

const worst = (found: readonly number[], expected: readonly number[]): number =>
  found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i])), 0);

describe('the committed model', () => {
  test('fits this code and has at most 2 MB', () => {
    expect(loadModel().trees.count).toBeGreaterThan(0);
    const sizes = readdirSync(MODEL_FOLDER).map((name) => statSync(join(MODEL_FOLDER, name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(2_000_000);
  });

  test('is walked to the raw scores of onnxruntime within 1e-6 on 10,000 rows, half of them around real ones', async () => {
    const { trees } = loadModel();
    const random = randomOf(1);
    const { rows: real } = readGolden(MODEL_FOLDER);
    const around = (): Float32Array =>
      real[Math.floor(random() * real.length)].map((value) => (random() < 0.1 ? Number.NaN : value * (0.5 + random())));
    const rows = Array.from({ length: 10_000 }, (_, i) => (i % 2 ? around() : randomRow(random, trees.featureCount)));
    const score = scorerOf(trees);
    const scores = rows.map((row) => score(row));
    expect(worst(scores, await (await onnxRuntimeOf(readModelFile(MODEL_FOLDER)))(rows))).toBeLessThanOrEqual(1e-6);
    expect(new Set(scores).size).toBeGreaterThan(5_000);
  });

  test('gives its golden rows the raw scores and contributions of XGBoost, which sum', () => {
    const { trees } = loadModel();
    const [score, explain, golden] = [scorerOf(trees), explainerOf(trees), readGolden(MODEL_FOLDER)];
    golden.rows.forEach((row, i) => {
      const { bias, values } = explain(row);
      expect(score(row)).toBe(golden.rawScores[i]);
      expect(worst([...values, bias], golden.contributions[i])).toBeLessThan(1e-5);
      expect(Math.abs(values.reduce((sum, value) => sum + value, bias) - score(row))).toBeLessThan(1e-6);
    });
  });
});
