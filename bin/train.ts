import { join } from 'node:path';
import { Command } from 'commander';
import { faultOf } from '../src/bench/fault.ts';
import { type FeatureTable, featureTable, type Source } from '../src/bench/feature-table.ts';
import { pythonEnvironment, SYSTEM_PYTHON } from '../src/bench/python-environment.ts';
import { runContext } from '../src/bench/run-context.ts';
import { ROOT, runProgram } from '../src/bench/run-program.ts';
import { number, wholeNumber } from '../src/cli/numbers.ts';
import { run } from '../src/cli/run.ts';

type Options = {
  readonly seed: number;
  readonly rows: number;
  readonly data?: string;
  readonly format?: string;
  readonly table?: string;
  readonly labelDelayDays: number;
  readonly candidate: string;
  readonly params: string;
  readonly out: string;
  readonly card: string;
  readonly python: string;
  readonly environment?: boolean;
};

const command = new Command('npm run train --')
  .description(
    'Trains the model, on replayed simulated payments or on your own; writes model/artefacts/ and docs/model-card.md.',
  )
  .option('--seed <n>', 'seed of the simulation and of the training', wholeNumber(0, 2 ** 31 - 1), 1)
  .option('--rows <n>', 'payments to simulate', wholeNumber(1_000, 100_000_000), 1_000_000)
  .option('--data <file>', 'a CSV of labelled payments of your own instead')
  .option('--format <name>', 'of --data: paysim, or the path of a mapping file (docs/csv.md)')
  .option('--table <file>', 'a feature table made by `npm run features` instead')
  .option('--label-delay-days <days>', 'days until a fraud becomes known', number(0, 365), 7)
  .option('--candidate <name>', 'what to train: a file of model/candidates/', 'xgboost')
  .option('--params <json>', 'parameters that differ from the candidate’s defaults', '{}')
  .option('--out <folder>', 'where the model is written', join('model', 'artefacts'))
  .option('--card <file>', 'where the model card is written', join('docs', 'model-card.md'))
  .option('--environment', 'make the Python environment of model/serve.py and stop')
  .option('--python <command>', 'Python 3.10 or later', SYSTEM_PYTHON)
  .parse();

const tableOf = async (options: Options): Promise<FeatureTable> => {
  const { table, data, format, seed, rows, labelDelayDays } = options;
  if (table !== undefined) return { path: table, digest: table };
  if (data === undefined) return featureTable({ simulate: { seed, rows }, labelDelayDays });
  if (format === undefined) throw faultOf('--data needs --format: paysim, or the path of a mapping file (docs/csv.md)');
  const source: Source = { file: data, format, labelDelayDays };
  return featureTable(source);
};

/** The command that makes the same again: only what differs from the defaults. */
const commandLine = (): string => {
  const given = command.options.flatMap((option) => {
    const name = option.attributeName();
    return command.getOptionValueSource(name) === 'cli' ? [`${option.long} ${command.getOptionValue(name)}`] : [];
  });
  return given.length === 0 ? 'npm run train' : `npm run train -- ${given.join(' ')}`;
};

await run(async () => {
  const options = command.opts<Options>();
  if (options.environment) {
    pythonEnvironment('core', options.python);
    return;
  }
  const python = pythonEnvironment('bench', options.python);
  const { path, digest } = await tableOf(options);
  const { seed, labelDelayDays, candidate, params } = options;
  const context = runContext({ seed, labelDelayDays, data: digest, command: commandLine() });
  const chosen = ['--candidate', candidate, '--params', params];
  const out = ['--out', options.out, '--card', options.card];
  runProgram(python, ['-B', join(ROOT, 'model', 'train.py'), '--table', path, '--context', context, ...chosen, ...out]);
});
