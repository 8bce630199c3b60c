import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { explainerOf } from '../../src/domain/model/shap.ts';
import { scorerOf } from '../../src/domain/model/walk.ts';
import { MODEL_FOLDER } from '../../src/model-files.ts';
import { endpointOf } from '../../src/scoring/endpoint-client.ts';
import { scoreOnEndpoint } from '../../src/scoring/sagemaker.ts';
import { pythonEnvironment } from '../../src/training/python-environment.ts';
import { runProgram } from '../../src/training/run-program.ts';
import { FIXTURE_FOLDER, readGolden, readModelFile } from '../domain/model/golden.ts';
import { onnxRuntimeOf } from '../domain/model/onnxruntime.ts';
import { treesOf } from '../domain/model/trees-of.ts';
import { startModelEndpoint } from '../emulator/model-endpoint.ts';
import { containerXgboost } from './container-xgboost.ts';
import { parityRows } from './parity-rows.ts';

const ROWS = 100_000;
/** As many as model/parity.py explains. */
const EXPLAINED = 500;
const TOLERANCE = 1e-6;
/** As many rows of 120 features as stay well within InvokeEndpoint's 6 MB. */
const ROWS_A_CALL = 2_500;

type Case = { readonly name: string; readonly folder: string; readonly onEndpoint: boolean };
const CASES: readonly Case[] = [
  { name: 'committed', folder: MODEL_FOLDER, onEndpoint: true },
  { name: 'xgboost', folder: FIXTURE_FOLDER, onEndpoint: true },
  { name: 'lightgbm', folder: join(FIXTURE_FOLDER, 'lightgbm'), onEndpoint: true },
  { name: 'mean', folder: join(FIXTURE_FOLDER, 'mean'), onEndpoint: true },
  { name: 'random-forest', folder: join(FIXTURE_FOLDER, 'random-forest'), onEndpoint: false },
  { name: 'isolation-forest', folder: join(FIXTURE_FOLDER, 'isolation-forest'), onEndpoint: false },
];

const rowsOf = new Map<string, readonly Float32Array[]>();
const libraryOf = new Map<string, Float64Array>();
let work = '';
let python = '';

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'sluice-parity-'));
  python = pythonEnvironment('bench');
  for (const { name, folder } of CASES) {
    const rows = parityRows(readModelFile(folder), readGolden(folder).rows, ROWS);
    rowsOf.set(name, rows);
    writeFileSync(join(work, `${name}.f32`), bytesOf(rows));
  }
  runProgram(python, ['-B', join('model', 'parity.py'), work, '--artefacts', MODEL_FOLDER]);
  for (const { name } of CASES) {
    libraryOf.set(name, doublesIn(`${name}.f64`));
  }
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

const doublesIn = (file: string): Float64Array => {
  const { buffer } = Uint8Array.from(readFileSync(join(work, file)));
  return new Float64Array(buffer);
};

const bytesOf = (rows: readonly Float32Array[]): Uint8Array => {
  const all = new Float32Array(rows.length * rows[0].length);
  for (const [i, row] of rows.entries()) all.set(row, i * row.length);
  return new Uint8Array(all.buffer);
};

const worst = (found: ArrayLike<number>, expected: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < found.length; i += 1) most = Math.max(most, Math.abs(found[i] - expected[i]));
  return most;
};

const inCalls = (rows: readonly Float32Array[]): readonly (readonly Float32Array[])[] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_A_CALL) }, (_, i) =>
    rows.slice(i * ROWS_A_CALL, (i + 1) * ROWS_A_CALL),
  );

const walked = (name: string, folder: string): readonly number[] =>
  (rowsOf.get(name) ?? []).map(scorerOf(treesOf(readModelFile(folder))));

const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

describe.each(CASES)(
  '$name, on 100,000 rows with missing values, extremes and values at thresholds',
  ({ name, folder }) => {
    test('the walk gives the scores of the library that trained it', () => {
      const scores = walked(name, folder);
      expect(new Set(scores).size).toBeGreaterThan(200);
      expect(scores).toHaveLength(ROWS);
      expect(worst(scores, libraryOf.get(name) ?? [])).toBeLessThanOrEqual(TOLERANCE);
    });

    test('onnxruntime gives the scores of the walk', async () => {
      const run = await onnxRuntimeOf(readModelFile(folder));
      const scores: number[] = [];
      for (const rows of inCalls(rowsOf.get(name) ?? [])) scores.push(...(await run(rows)));
      expect(worst(scores, walked(name, folder))).toBeLessThanOrEqual(TOLERANCE);
    });
  },
);

describe.each(CASES.filter(({ name }) => ['committed', 'xgboost', 'lightgbm'].includes(name)))(
  '$name explained',
  ({ name, folder }) => {
    test("gives the library's own contributions within 1e-5", () => {
      const explain = explainerOf(treesOf(readModelFile(folder)));
      const expected = doublesIn(`${name}.contributions`);
      const rows = (rowsOf.get(name) ?? []).slice(0, EXPLAINED);
      const found = rows.flatMap((row) => {
        const { values, bias } = explain(row);
        return [...values, bias];
      });
      expect(found).toHaveLength(expected.length);
      expect(worst(found, expected)).toBeLessThanOrEqual(1e-5);
    });
  },
);

describe.each(CASES.filter(({ onEndpoint }) => onEndpoint))('$name behind an endpoint', ({ name, folder }) => {
  test("gives the walk's probabilities by the container's contract and its XGBoost 3.0, on the same rows", async () => {
    const packages = containerXgboost(python);
    const endpoint = await startModelEndpoint(0, { archive: join(folder, 'model.tar.gz'), python, packages });
    try {
      const score = scoreOnEndpoint(endpointOf('champion', endpoint.url));
      const scores: number[] = [];
      for (const rows of inCalls(rowsOf.get(name) ?? []))
        scores.push(...(await score(rows, AbortSignal.timeout(60_000))));
      expect(scores).toHaveLength(ROWS);
      expect(worst(scores.map(probability), walked(name, folder).map(probability))).toBeLessThanOrEqual(TOLERANCE);
    } finally {
      await endpoint.stop();
    }
  });
});
