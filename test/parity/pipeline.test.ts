import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { packPipelineCode } from '../../src/deploy/pipeline-code.ts';
import { readOnnx } from '../../src/domain/model/read-onnx.ts';
import { ROOT } from '../../src/root.ts';
import { pythonEnvironment } from '../../src/training/python-environment.ts';
import { runProgram } from '../../src/training/run-program.ts';

const DELAY_DAYS = '2';
const ROWS = '40000';

let work = '';
let python = '';
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'sluice-pipeline-'));
  python = pythonEnvironment('bench');
  await packPipelineCode({ folder: join(work, 'code'), withNode: false });
  const payments = join(work, 'ml', 'processing', 'input', 'payments', 'payments.csv');
  mkdirSync(dirname(payments), { recursive: true });
  runProgram(process.execPath, [
    join(ROOT, 'bin', 'simulate.ts'),
    '--rows',
    ROWS,
    '--accounts',
    '1000',
    '--out',
    payments,
  ]);
  put(join(ROOT, 'examples', 'simulated.json'), 'processing/input/mapping/mapping.json');
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

const ml = (path: string): string => join(work, 'ml', path);

/** Copies a file to where SageMaker would put it. */
const put = (file: string, path: string): void => {
  mkdirSync(dirname(ml(path)), { recursive: true });
  copyFileSync(file, ml(path));
};

const step = (command: string, args: readonly string[]) =>
  spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, SM_PROCESSING: ml('processing'), SM_NODE: process.execPath },
  });

const pythonStep = (name: string, ...args: readonly string[]) =>
  step(python, ['-B', join(work, 'code', 'model', 'pipeline', `${name}.py`), '--root', ml(''), ...args]);

const hyperparameters = (changed: Readonly<Record<string, string>> = {}): void => {
  const file = ml('input/config/hyperparameters.json');
  mkdirSync(dirname(file), { recursive: true });
  const given = { label_delay_days: DELAY_DAYS, seed: '1', candidate: 'xgboost', params: '{"rounds":40}', ...changed };
  writeFileSync(file, JSON.stringify(given));
};

/** The steps in their order, each on what the one before it left, as SageMaker hands it on. */
describe('the steps of the SageMaker pipeline, on a small table', () => {
  test('features replays the payments into a table', () => {
    const run = join(work, 'code', 'model', 'pipeline', 'run.sh');
    const { status, stderr } = step('bash', [run, 'features', DELAY_DAYS]);
    expect([status, stderr]).toEqual([0, expect.stringContaining('40,000 rows')]);
    put(ml('processing/output/table/table.parquet'), 'input/data/table/table.parquet');
    put(ml('processing/output/table/table.parquet'), 'processing/input/table/table.parquet');
  });

  test('training fails with the reason where SageMaker looks for it', () => {
    hyperparameters({ candidate: 'random-forest', params: '{"trees":2,"max_depth":3}' });
    expect(pythonStep('train_step').status).toBe(1);
    expect(readFileSync(ml('output/failure'), 'utf8')).toContain('cannot be served by the XGBoost container');
    rmSync(ml('output'), { recursive: true });
  });

  test('training leaves the booster alone in the model, and what else is shipped in the output', () => {
    hyperparameters();
    const { status, stderr } = pythonStep('train_step');
    expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
    expect(readdirSync(ml('model'))).toEqual(['xgboost-model']);
    expect(readdirSync(ml('output/data'))).toEqual(
      expect.arrayContaining(['golden.json', 'manifest.json', 'model.onnx']),
    );
    expect(readOnnx(readFileSync(ml('output/data/model.onnx'))).ok).toBe(true);
    mkdirSync(ml('processing/input/model'), { recursive: true });
    mkdirSync(ml('processing/input/artefacts'), { recursive: true });
    runProgram('tar', ['-czf', ml('processing/input/model/model.tar.gz'), '-C', ml('model'), 'xgboost-model']);
    runProgram('tar', ['-czf', ml('processing/input/artefacts/output.tar.gz'), '-C', ml('output/data'), '.']);
  });

  test('evaluation measures the artefact on what came after, in the form that the registry shows', () => {
    const { status, stderr } = pythonStep('evaluate_step', '--label-delay-days', DELAY_DAYS);
    expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
    const { metrics } = JSON.parse(readFileSync(ml('processing/output/evaluation/evaluation.json'), 'utf8'));
    expect(Object.keys(metrics)).toEqual(expect.arrayContaining(['average_precision', 'probabilities_per_fraud']));
    expect(metrics.average_precision.value).toBeGreaterThan(0.05);
    expect(metrics.average_precision.value).toBeLessThanOrEqual(1);
  });

  test('evaluation refuses an artefact whose scores are not those of training', () => {
    const golden = JSON.parse(readFileSync(ml('output/data/golden.json'), 'utf8'));
    golden.rawScores[0] += 0.001;
    writeFileSync(ml('output/data/golden.json'), JSON.stringify(golden));
    runProgram('tar', ['-czf', ml('processing/input/artefacts/output.tar.gz'), '-C', ml('output/data'), '.']);
    expect(pythonStep('evaluate_step', '--label-delay-days', DELAY_DAYS).status).toBe(1);
    expect(existsSync(ml('output/failure'))).toBe(true);
    expect(readFileSync(ml('output/failure'), 'utf8')).toContain("from training's, allowed 1e-06");
  });

  test('the endpoint gets the newest approved model, and keeps the rest of its configuration', () => {
    const script = join(ROOT, 'test', 'parity', 'update_endpoint_check.py');
    const { status, stdout, stderr } = step(python, ['-B', script, join(work, 'code', 'model', 'pipeline')]);
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({
      refused: expect.stringContaining('has no approved model'),
      created: ['create_model', 'create_endpoint_config', 'update_endpoint'],
      variant: {
        VariantName: 'champion',
        InstanceType: 'ml.c6i.large',
        ModelName: expect.stringMatching(/^sluice-\d+$/),
      },
      kept: { DataCaptureConfig: { EnableCapture: true } },
      retained: true,
    });
  });
});
