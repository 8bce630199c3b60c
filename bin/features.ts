import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { type DeploymentOptions, withDeployment } from '../src/cli/deployment-options.ts';
import { folder } from '../src/cli/folders.ts';
import { span, wholeNumber } from '../src/cli/numbers.ts';
import { isSameFile, outFile } from '../src/cli/out-file.ts';
import { grouped, progressBar } from '../src/cli/progress.ts';
import { run } from '../src/cli/run.ts';
import { stopSignal } from '../src/cli/stop-signal.ts';
import { DAY_MS } from '../src/domain/profile/day.ts';
import { archiveFolder } from '../src/embedded/archive-folder.ts';
import { makeFolder } from '../src/make-folder.ts';
import { makeTable } from '../src/table/make-table.ts';
import type { PaymentSource } from '../src/table/payment-source.ts';

type Options = DeploymentOptions & {
  readonly format: string;
  readonly out: string;
  /** Milliseconds. */
  readonly labelDelay: number;
  readonly skipFaulty: boolean;
  readonly simulate?: true;
  readonly seed: number;
  readonly accounts: number;
  readonly rows: number;
  readonly archive?: true;
  readonly data: string;
};

const sourceOf = async (file: string | undefined, options: Options): Promise<PaymentSource> => {
  const { data, stage, region, labelDelay: labelDelayMs } = options;
  if (file !== undefined) return { ...options, file };
  if (options.simulate) return options;
  if (stage === undefined) return { archive: archiveFolder(data), mayRepeat: false, labelDelayMs };
  return { archive: await copyOfArchive({ data, stage, region }), mayRepeat: true, labelDelayMs };
};

/** A deployed archive is copied below the data directory first, as `npm run query` does. */
const copyOfArchive = async ({ data, stage, region }: Pick<Options, 'data' | 'region'> & { stage: string }) => {
  // Loaded for who deploys: where SageMaker runs this command there is nothing to deploy with.
  const { deployed } = await import('../src/deploy/deployed.ts');
  const { copyDeployedArchive } = await import('../src/aws/open-archive.ts');
  return copyDeployedArchive({ deployed: await deployed({ stage, region }), dataDir: data });
};

const make = async (file: string | undefined, options: Options): Promise<void> => {
  const { out, labelDelay } = options;
  const source = await sourceOf(file, options);
  await makeFolder(dirname(out));
  const bar = progressBar('{bar} {percentage} % | {rows} rows, {speed}/s | {eta_formatted} left', 100);
  const stopped = Object.assign(new Error('stopped, nothing is written'), { code: 'stopped' });
  const startedMs = performance.now();
  const seconds = (): number => (performance.now() - startedMs) / 1000;
  const { rows, refused } = await makeTable({
    source,
    out,
    labelDelayMs: labelDelay,
    signal: stopSignal(stopped),
    onProgress: (made, share) =>
      bar.update(share * 100, { rows: grouped(made.rows), speed: grouped(made.rows / seconds()) }),
  }).finally(() => bar.stop());
  process.stderr.write(
    `${grouped(rows)} rows in ${seconds().toFixed(1)} s (${grouped(rows / seconds())}/s), ${grouped(refused)} lines passed over: ${out}\n`,
  );
};

const command = new Command('npm run features --')
  .description(
    'Replays payments in order of time and writes a Parquet table with every feature as it stood before each payment.',
  )
  .argument('[file]', 'a CSV of payments, plain or gzipped; or --archive, or --simulate')
  .option('--format <name>', 'paysim, or the path of a mapping file (docs/csv.md)', 'paysim')
  .requiredOption('--out <file>', 'the Parquet file to write', outFile)
  .addOption(
    new Option('--label-delay <time>', 'time until a fraud becomes known, where the data do not say: 24h, 7d')
      .argParser(span(365))
      .default(7 * DAY_MS, '7d'),
  )
  .option('--skip-faulty', 'pass over lines that are no payments, instead of refusing the file', false)
  .option('--archive', 'take what Sluice decided, and the labels that it was told, instead of a file')
  .option('--data <dir>', 'of the archive: the data directory', folder, '.sluice')
  .option('--simulate', 'take simulated payments instead of a file')
  .option('--seed <n>', 'of the simulation', wholeNumber(0, 2 ** 32 - 1), 1)
  .option('--accounts <n>', 'of the simulation', wholeNumber(100, 10_000_000), 10_000)
  .option('--rows <n>', 'of the simulation', wholeNumber(1, 1_000_000_000), 500_000);
withDeployment(command).parse();

const options = command.opts<Options>();
const [file] = command.args;
if ([file, options.archive, options.simulate].filter((source) => source !== undefined).length !== 1)
  command.error('expected a file, --archive or --simulate');
if (options.stage !== undefined && options.archive === undefined) command.error('--stage goes with --archive');
if (file !== undefined && isSameFile(file, options.out))
  command.error('--out is the file that is read: expected another, so that no data are lost');
await run(() => make(file, options));
