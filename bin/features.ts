import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { span, wholeNumber } from '../src/cli/numbers.ts';
import { grouped, progressBar } from '../src/cli/progress.ts';
import { run } from '../src/cli/run.ts';
import { loadMapping } from '../src/csv/load-mapping.ts';
import { readPayments } from '../src/csv/read-payments.ts';
import { simulate } from '../src/simulator/simulate.ts';
import { checkHistory } from '../src/table/check-history.ts';
import { createHistory, type LabelledPayment } from '../src/table/measure-history.ts';
import { openFeatureTable } from '../src/table/parquet-table.ts';

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

type Batch = {
  readonly rows: readonly LabelledPayment[];
  readonly done: number;
  readonly total: number;
  readonly refused: number;
};

const SIMULATION_START = '2025-01-01T00:00:00Z';
const BATCH_ROWS = 1_000;
const DAY_MS = 86_400_000;

/** Ends at once, with what is wrong and where, what would end hours later or spoil a model unseen. */
const check = async (file: string, { format, skipFaulty }: Options): Promise<void> => {
  const mapping = await loadMapping(format);
  if (mapping.label === undefined)
    throw Object.assign(new Error(`format ${format} names no \`label\` column (docs/csv.md)`), { code: 'history' });
  const bar = progressBar('checking {bar} {percentage} % | {rows} rows', 100);
  const onProgress = (share: number, rows: number): void => bar.update(share * 100, { rows: grouped(rows) });
  const checking = checkHistory(readPayments({ file, mapping }), { skipFaulty, onProgress });
  await checking.finally(() => bar.stop());
};

async function* fromFile(file: string, format: string): AsyncGenerator<Batch> {
  for await (const { rows, bytesRead, totalBytes } of readPayments({ file, mapping: await loadMapping(format) })) {
    const payments = rows.flatMap((row) => ('payment' in row ? [row] : []));
    yield { rows: payments, done: bytesRead, total: totalBytes, refused: rows.length - payments.length };
  }
}

async function* fromSimulator({ seed, accounts, rows: total }: Options): AsyncGenerator<Batch> {
  let rows: LabelledPayment[] = [];
  let done = 0;
  for (const row of simulate({ seed, accounts, startMs: Date.parse(SIMULATION_START) })) {
    rows.push(row);
    done += 1;
    if (rows.length < BATCH_ROWS && done < total) continue;
    yield { rows, done, total, refused: 0 };
    if (done >= total) return;
    rows = [];
  }
}

const makeTable = async (file: string | undefined, options: Options): Promise<void> => {
  if (file !== undefined) await check(file, options);
  mkdirSync(dirname(options.out), { recursive: true });
  const measured = createHistory(options.labelDelay);
  const table = openFeatureTable(options.out);
  const bar = progressBar('{bar} {percentage} % | {rows} rows, {speed}/s | {eta_formatted} left', 100);
  const startedMs = performance.now();
  let rows = 0;
  let refused = 0;
  for await (const batch of file === undefined ? fromSimulator(options) : fromFile(file, options.format)) {
    for (const row of batch.rows) table.append(measured(row));
    rows += batch.rows.length;
    refused += batch.refused;
    const speed = grouped((rows * 1000) / (performance.now() - startedMs));
    bar.update((batch.done / batch.total) * 100, { rows: grouped(rows), speed });
  }
  table.close();
  bar.stop();
  const seconds = (performance.now() - startedMs) / 1000;
  process.stderr.write(
    `${grouped(rows)} rows in ${seconds.toFixed(1)} s (${grouped(rows / seconds)}/s), ${grouped(refused)} lines refused: ${options.out}\n`,
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
await run(() => makeTable(file, options));
