import { join } from 'node:path';
import { Command, Option } from 'commander';
import { spanInDays, wholeNumber } from '../src/cli/numbers.ts';
import { run } from '../src/cli/run.ts';
import { ROOT } from '../src/root.ts';
import { benchmarkNames, readBenchmark } from '../src/training/benchmark.ts';
import { faultOf } from '../src/training/fault.ts';
import { checkSource, featureTable, type Source } from '../src/training/feature-table.ts';
import { pythonEnvironment, SYSTEM_PYTHON } from '../src/training/python-environment.ts';
import { runContext } from '../src/training/run-context.ts';
import { runProgram } from '../src/training/run-program.ts';

type Options = {
  readonly benchmark?: string;
  readonly data?: string;
  readonly format?: string;
  readonly table?: string;
  readonly dataDir: string;
  /** Days. */
  readonly labelDelay?: number;
  readonly candidates?: string;
  readonly seed: number;
  readonly python: string;
};

const command = new Command('npm run evaluate --')
  .description(
    'Trains candidates on the past and measures them on what came after; prints the figures to reach and every metric with its interval.',
  )
  .option('--benchmark <name>', `one of ${benchmarkNames().join(', ')}`)
  .option('--data <file>', 'a CSV of labelled payments of your own, in place of the benchmark’s')
  .option('--format <name>', 'of --data: paysim, or the path of a mapping file (docs/csv.md)')
  .addOption(
    new Option('--table <file>', 'a feature table of your own, made by `npm run features`').conflicts([
      'data',
      'format',
    ]),
  )
  .option('--data-dir <folder>', 'where the data of benchmarks lie', join('..', 'shared', 'data'))
  .option('--label-delay <span>', 'until a fraud becomes known: 24h, 7d', spanInDays(365))
  .option('--candidates <names>', 'only these of the benchmark, separated by commas')
  .option('--seed <n>', 'of training and of the bootstrap', wholeNumber(0, 2 ** 31 - 1), 1)
  .option('--python <command>', 'Python 3.10 or later', SYSTEM_PYTHON)
  .parse();

const sourceOf = (options: Options): Source => {
  const { data } = readBenchmark(nameOf(options));
  const labelDelayDays = options.labelDelay ?? data.labelDelayDays;
  if (options.table !== undefined) return { table: options.table, labelDelayDays };
  const format = options.format ?? data.format;
  const file = options.data ?? (data.file === undefined ? undefined : join(options.dataDir, data.file));
  if (file === undefined) {
    if (data.simulate === undefined) throw faultOf('expected --data FILE --format FORMAT, or --table FILE');
    return { simulate: data.simulate, labelDelayDays };
  }
  if (format === undefined) throw faultOf('--data needs --format: paysim, or the path of a mapping file (docs/csv.md)');
  return { file, format, labelDelayDays, origin: options.data === undefined ? data.origin : undefined };
};

const nameOf = ({ benchmark, data, table }: Options): string =>
  benchmark ?? (data === undefined && table === undefined ? 'simulator' : 'own-data');

await run(async () => {
  const options = command.opts<Options>();
  const name = nameOf(options);
  const source = sourceOf(options);
  await checkSource(source);
  const python = pythonEnvironment('bench', options.python);
  const { path, digest } = await featureTable(source);
  const context = runContext({ seed: options.seed, labelDelayDays: source.labelDelayDays, data: digest });
  const args = ['--benchmark', readBenchmark(name).file, '--table', path, '--context', context];
  const only = options.candidates === undefined ? [] : ['--candidates', options.candidates];
  const csv = 'file' in source ? ['--csv', source.file] : [];
  const out = ['--out', join(ROOT, 'model', 'runs', 'benchmarks', name)];
  runProgram(python, ['-B', join(ROOT, 'model', 'evaluate.py'), ...args, ...csv, ...only, ...out]);
});
