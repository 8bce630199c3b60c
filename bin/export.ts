import { join } from 'node:path';
import { Command } from 'commander';
import { run } from '../src/cli/run.ts';
import { ROOT } from '../src/root.ts';
import { pythonEnvironment, SYSTEM_PYTHON } from '../src/training/python-environment.ts';
import { runProgram } from '../src/training/run-program.ts';

type Options = {
  readonly model: string;
  readonly manifest: string;
  readonly table?: string;
  readonly out: string;
  readonly python: string;
};

const command = new Command('npm run export --')
  .description(
    'Writes model.onnx, model.tar.gz, manifest.json and golden.json from a booster, such as one that a SageMaker training job made.',
  )
  .option(
    '--model <file>',
    "model.tar.gz of SageMaker's XGBoost container, XGBoost's .ubj or .json, LightGBM's .txt",
    join('model', 'artefacts', 'model.tar.gz'),
  )
  .option(
    '--manifest <file>',
    'names its features, calibration and metrics',
    join('model', 'artefacts', 'manifest.json'),
  )
  .option('--table <file>', 'feature table to take golden rows from, in place of those beside the manifest')
  .option('--out <folder>', 'where to write', join('model', 'runs', 'export'))
  .option('--python <command>', 'Python 3.10 or later', SYSTEM_PYTHON)
  .parse();

await run(async () => {
  const { model, manifest, table, out, python } = command.opts<Options>();
  const own = pythonEnvironment('bench', python);
  const args = [
    '--model',
    model,
    '--manifest',
    manifest,
    '--out',
    out,
    ...(table === undefined ? [] : ['--table', table]),
  ];
  runProgram(own, ['-B', join(ROOT, 'model', 'convert.py'), ...args]);
});
