import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { span, wholeNumber } from '../src/cli/numbers.ts';
import { grouped, progressBar } from '../src/cli/progress.ts';
import { run } from '../src/cli/run.ts';
import { stopSignal } from '../src/cli/stop-signal.ts';
import { DAY_MS } from '../src/domain/profile/day.ts';
import { makeTable } from '../src/table/make-table.ts';

type Options = {
  readonly format: string;
  readonly out: string;
  /** Milliseconds. */
  readonly labelDelay: number;
  readonly skipFaulty: boolean;
  readonly simulate?: true;
  readonly seed: number;
  readonly accounts: number;
  readonly rows: number;
};

const make = async (file: string | undefined, { out, labelDelay, ...options }: Options): Promise<void> => {
  mkdirSync(dirname(out), { recursive: true });
  const bar = progressBar('{bar} {percentage} % | {rows} rows, {speed}/s | {eta_formatted} left', 100);
  const stopped = Object.assign(new Error('stopped, nothing is written'), { code: 'stopped' });
  const startedMs = performance.now();
  const seconds = (): number => (performance.now() - startedMs) / 1000;
  const { rows, refused } = await makeTable({
    source: file === undefined ? options : { ...options, file },
    out,
    labelDelayMs: labelDelay,
    signal: stopSignal(stopped),
    onProgress: (made, share) =>
      bar.update(share * 100, { rows: grouped(made.rows), speed: grouped(made.rows / seconds()) }),
  }).finally(() => bar.stop());
  process.stderr.write(
    `${grouped(rows)} rows in ${seconds().toFixed(1)} s (${grouped(rows / seconds())}/s), ${grouped(refused)} lines refused: ${out}\n`,
  );
};

const command = new Command('npm run features --')
  .description(
    'Replays payments in order of time and writes a Parquet table with every feature as it stood before each payment.',
  )
  .argument('[file]', 'a CSV of payments, plain or gzipped; or --simulate')
  .option('--format <name>', 'paysim, or the path of a mapping file (docs/csv.md)', 'paysim')
  .requiredOption('--out <file>', 'the Parquet file to write')
  .addOption(
    new Option('--label-delay <time>', 'time until a fraud becomes known, where the data do not say: 24h, 7d')
      .argParser(span(365))
      .default(7 * DAY_MS, '7d'),
  )
  .option('--skip-faulty', 'pass over lines that are no payments, instead of refusing the file', false)
  .option('--simulate', 'take simulated payments instead of a file')
  .option('--seed <n>', 'of the simulation', wholeNumber(0, 2 ** 32 - 1), 1)
  .option('--accounts <n>', 'of the simulation', wholeNumber(100, 10_000_000), 10_000)
  .option('--rows <n>', 'of the simulation', wholeNumber(1, 1_000_000_000), 500_000);
command.parse();

const options = command.opts<Options>();
const [file] = command.args;
if ((file === undefined) === (options.simulate === undefined)) command.error('expected either a file or --simulate');
await run(() => make(file, options));
