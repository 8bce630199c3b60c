import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { number, wholeNumber } from '../src/cli/numbers.ts';
import { grouped, progressBar } from '../src/cli/progress.ts';
import { run } from '../src/cli/run.ts';
import { loadMapping } from '../src/csv/load-mapping.ts';
import { readPayments } from '../src/csv/read-payments.ts';
import { DAY_MS } from '../src/domain/profile/day.ts';
import { simulate } from '../src/simulator/simulate.ts';
import { createHistory, type LabelledPayment } from '../src/table/measure-history.ts';
import { openFeatureTable } from '../src/table/parquet-table.ts';

type Options = {
  readonly format: string;
  readonly out: string;
  readonly labelDelayDays: number;
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
  mkdirSync(dirname(options.out), { recursive: true });
  const measured = createHistory(options.labelDelayDays * DAY_MS);
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
  .option('--label-delay-days <days>', 'days until a fraud becomes known', number(0, 365), 7)
  .option('--simulate', 'take simulated payments instead of a file')
  .option('--seed <n>', 'of the simulation', wholeNumber(0, 2 ** 32 - 1), 1)
  .option('--accounts <n>', 'of the simulation', wholeNumber(100, 10_000_000), 10_000)
  .option('--rows <n>', 'of the simulation', wholeNumber(1, 1_000_000_000), 500_000);
command.parse();

const options = command.opts<Options>();
const [file] = command.args;
if ((file === undefined) === (options.simulate === undefined)) command.error('expected either a file or --simulate');
await run(() => makeTable(file, options));
