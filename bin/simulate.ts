import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isNativeError } from 'node:util/types';
import { createGzip } from 'node:zlib';
import { Command, InvalidArgumentError, Option } from 'commander';
import { openPutRecords } from '../src/aws/open-put-records.ts';
import { type DeploymentOptions, withDeployment } from '../src/cli/deployment-options.ts';
import { number, wholeNumber } from '../src/cli/numbers.ts';
import { run } from '../src/cli/run.ts';
import { showSending } from '../src/cli/sending.ts';
import { stopSignal } from '../src/cli/stop-signal.ts';
import { time } from '../src/cli/time.ts';
import { deployed } from '../src/deploy/deployed.ts';
import { liveBatches, pastBatches } from '../src/simulator/batches.ts';
import { type Format, history, historyText } from '../src/simulator/history.ts';
import { httpTarget } from '../src/simulator/http-target.ts';
import type { LiveBatch } from '../src/simulator/live-traffic.ts';
import { sendAll } from '../src/simulator/send-all.ts';
import type { Simulated } from '../src/simulator/simulate.ts';
import { streamTarget } from '../src/simulator/stream-target.ts';
import type { Target } from '../src/simulator/target.ts';

type Options = DeploymentOptions & {
  readonly seed: number;
  readonly accounts: number;
  readonly rows?: number;
  readonly days?: number;
  readonly start: number;
  readonly fraudShare: number;
  readonly rate?: number;
  readonly format: Format;
  readonly out?: string;
  readonly target?: string;
};

const START = '2025-01-01T00:00:00Z';
const DEFAULT_ROWS = 100_000;
/** To a deployed stack, which has a cost and an alarm for everything, unless more is asked for. */
const DEFAULT_RATE = 20;

const target = (text: string): string => {
  if (text === 'local' || /^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  throw new InvalidArgumentError('expected local or an address such as http://127.0.0.1:8787.');
};

const command = withDeployment(
  new Command('npm run simulate --')
    .description(
      'Payments of ordinary people and merchants with labelled attacks among them; the same seed gives the same payments.',
    )
    .option('--seed <number>', 'what chance starts from', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--accounts <number>', 'people', wholeNumber(100, 9_999_999), 10_000)
    .option(
      '--rows <number>',
      `payments to make (${DEFAULT_ROWS} unless --days or --rate is given)`,
      wholeNumber(1, 1e12),
    )
    .option('--days <number>', 'days to make payments of', number(0, 36_500))
    .addOption(
      new Option('--start <time>', 'when the first day begins').argParser(time).default(Date.parse(START), START),
    )
    .option('--fraud-share <number>', 'share of fraudulent payments', number(0, 0.5), 0.0035)
    .option('--rate <number>', 'live: payments a second, dated now, until Ctrl-C or --rows', number(0.01, 100_000))
    .addOption(new Option('--format <format>', 'what is written').choices(['csv', 'jsonl']).default('csv'))
    .option('--out <file>', 'write here instead of to the terminal, gzipped where it ends in .gz')
    .addOption(
      new Option(
        '--target <where>',
        'send to a running Sluice at this address, or to the stream of the stack on the emulator (local); labels a little later',
      )
        .argParser(target)
        .conflicts(['out', 'format', 'stage']),
    ),
)
  .addHelpText(
    'after',
    `
Payments go to a deployed stack live, ${DEFAULT_RATE} a second, unless --rate, --rows or --days says otherwise.

Examples:
  npm run simulate -- --rows 1000000 --out payments.csv.gz
  npm run replay -- payments.csv.gz --format examples/simulated.json
  npm run simulate -- --rate 200 --target http://127.0.0.1:8787
  npm run simulate -- --target local --rate 50`,
  )
  .showHelpAfterError('(--help tells the options)');

const main = async (given: Options): Promise<void> => {
  const options = withDefaults(given);
  const { rate, stage } = options;
  const sends = options.target !== undefined || stage !== undefined;
  if (rate !== undefined && !sends && options.format === 'csv')
    command.error('error: --rate writes payments and later their labels: it needs --format jsonl, --target or --stage');
  if (!sends && rate === undefined)
    return writeText(historyText(pastPayments(options), options.format, options.start), options.out);
  const batches =
    rate === undefined
      ? pastBatches(pastPayments(options))
      : liveBatches({ ...options, ratePerSecond: rate, signal: stopSignal() });
  if (!sends) return writeText(jsonLines(batches), options.out);
  const to = await openTarget(options);
  const sending = showSending(rate === undefined ? rowsOf(options) : options.rows);
  const sent = await sendAll(batches, to, sending.update).finally(sending.stop);
  process.stderr.write(`${sent.accepted} payments accepted, ${sent.refused} refused, ${sent.labels} labels sent\n`);
};

const withDefaults = (options: Options): Options => {
  const { rate, rows, days } = options;
  const isDeployed = options.target === 'local' || options.stage !== undefined;
  const isOpen = rate === undefined && rows === undefined && days === undefined;
  return isDeployed && isOpen ? { ...options, rate: DEFAULT_RATE } : options;
};

const openTarget = async ({ target: where, stage, region }: Options): Promise<Target> => {
  if (where !== undefined && where !== 'local') return httpTarget(where);
  return streamTarget(openPutRecords(await deployed({ stage: where ?? stage ?? '', region })));
};

const writeText = async (blocks: Iterable<string> | AsyncIterable<string>, out: string | undefined): Promise<void> => {
  const text = Readable.from(blocks);
  if (out === undefined) return pipeline(text, process.stdout, { end: false });
  const file = createWriteStream(out);
  return out.endsWith('.gz') ? pipeline(text, createGzip(), file) : pipeline(text, file);
};

async function* jsonLines(batches: AsyncIterable<LiveBatch>): AsyncGenerator<string> {
  for await (const { payments, labels } of batches) {
    const lines = [...payments.map((payment) => ({ payment })), ...labels.map((label) => ({ label }))];
    yield lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  }
}

const rowsOf = ({ rows, days }: Options): number | undefined => rows ?? (days === undefined ? DEFAULT_ROWS : undefined);

const pastPayments = (options: Options): Iterable<Simulated> => {
  const most = rowsOf(options);
  const { rows: _, start, ...rest } = options;
  return history({ ...rest, startMs: start, ...(most === undefined ? {} : { rows: most }) });
};

/** A reader such as `head` that has had enough is no fault. */
const isClosedPipe = (error: unknown): boolean => isNativeError(error) && 'code' in error && error.code === 'EPIPE';

await run(async () => {
  try {
    await main(command.parse().opts<Options>());
  } catch (error) {
    if (!isClosedPipe(error)) throw error;
  }
});
