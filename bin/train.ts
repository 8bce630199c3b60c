import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { number, spanInDays, wholeNumber } from '../src/cli/numbers.ts';
import { run } from '../src/cli/run.ts';
import { ROOT } from '../src/root.ts';
import { readBenchmark } from '../src/training/benchmark.ts';
import { faultOf } from '../src/training/fault.ts';
import { checkSource, featureTable, type Source } from '../src/training/feature-table.ts';
import { pythonEnvironment, SYSTEM_PYTHON } from '../src/training/python-environment.ts';
import { runContext } from '../src/training/run-context.ts';
import { runProgram } from '../src/training/run-program.ts';

type Options = {
  readonly seed: number;
  readonly rows: number;
  readonly data?: string;
  readonly format?: string;
  readonly table?: string;
  /** Days. */
  readonly labelDelay: number;
  readonly candidate: string;
  readonly params: string;
  readonly tuneTrials: number;
  readonly tuneSeconds?: number;
  readonly study: boolean;
  readonly eachFeature?: boolean;
  readonly out: string;
  readonly cards: string;
  readonly python: string;
  readonly environment?: boolean;
};

const json = (text: string): string => {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new InvalidArgumentError('expected JSON such as {"rounds":300}.');
  }
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
  .addOption(
    new Option('--label-delay <span>', 'until a fraud becomes known: 24h, 7d')
      .argParser(spanInDays(365))
      .default(7, '7d'),
  )
  .option('--candidate <name>', 'what to train: a file of model/candidates/', 'xgboost')
  .option('--params <json>', 'parameters that differ from the candidate’s defaults', json, '{}')
  .option('--tune-trials <n>', 'look for better parameters, so many times', wholeNumber(0, 10_000), 0)
  .option(
    '--tune-seconds <s>',
    'start no further trial after this time; what is found then depends on the machine',
    number(1, 1e6),
  )
  .option('--no-study', 'leave out of the card what needs further training: rivals, folds of time, features, groups')
  .option('--each-feature', 'train without each feature too, for the card')
  .option('--out <folder>', 'where the model is written', join('model', 'artefacts'))
  .option('--cards <folder>', 'where the model card and the data card are written', 'docs')
  .option('--environment', 'make the Python environment of model/serve.py and stop')
  .option('--python <command>', 'Python 3.10 or later', SYSTEM_PYTHON)
  .parse();

const sourceOf = ({ table, data, format, seed, rows, labelDelay: labelDelayDays }: Options): Source => {
  if (table !== undefined) return { table, labelDelayDays };
  if (data === undefined) return { simulate: { seed, rows }, labelDelayDays };
  if (format === undefined) throw faultOf('--data needs --format: paysim, or the path of a mapping file (docs/csv.md)');
  return { file: data, format, labelDelayDays };
};

/** The command that makes the same again. */
const commandLine = (): string => {
  const given = process.argv.slice(2).map((word) => (/^[\w./=-]+$/.test(word) ? word : `'${word}'`));
  return ['npm run train', ...(given.length === 0 ? [] : ['--']), ...given].join(' ');
};

const argumentsOf = (options: Options, digest: string): readonly string[] => {
  const {
    seed,
    labelDelay: labelDelayDays,
    candidate,
    params,
    tuneTrials,
    tuneSeconds,
    study,
    eachFeature,
    out,
    cards,
  } = options;
  const simulated = options.data === undefined && options.table === undefined;
  const context = runContext({ seed, labelDelayDays, data: digest, command: commandLine(), simulated });
  const tune = ['--tune-trials', String(tuneTrials)];
  if (tuneSeconds !== undefined) tune.push('--tune-seconds', String(tuneSeconds));
  const card = [
    '--benchmark',
    readBenchmark(simulated ? 'simulator' : 'own-data').file,
    study ? '--study' : '--no-study',
  ];
  if (eachFeature) card.push('--each-feature');
  return [
    '--context',
    context,
    '--candidate',
    candidate,
    '--params',
    params,
    ...tune,
    ...card,
    '--out',
    out,
    '--cards',
    cards,
  ];
};

await run(async () => {
  const options = command.opts<Options>();
  if (options.environment) {
    pythonEnvironment('core', options.python);
    return;
  }
  const source = sourceOf(options);
  await checkSource(source);
  const python = pythonEnvironment('bench', options.python);
  const { path, digest } = await featureTable(source);
  runProgram(python, ['-B', join(ROOT, 'model', 'train.py'), '--table', path, ...argumentsOf(options, digest)]);
});
