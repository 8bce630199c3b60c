import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { createGzip } from 'node:zlib';
import { Command, InvalidArgumentError, Option } from 'commander';
import { messageOf } from '../src/csv/input-error.ts';
import type { Label } from '../src/ports.ts';
import { type Format, history, historyText } from '../src/simulator/history.ts';
import { type LiveBatch, liveTraffic } from '../src/simulator/live-traffic.ts';
import { httpTarget } from '../src/simulator/post-payments.ts';
import type { Simulated } from '../src/simulator/simulate.ts';

type Options = {
  readonly seed: number;
  readonly accounts: number;
  readonly rows?: number;
  readonly days?: number;
  readonly start: number;
  readonly fraudShare: number;
  readonly rate?: number;
  readonly format: Format;
  readonly out?: string;
  readonly target?: URL;
};

const START = '2025-01-01T00:00:00Z';
const DEFAULT_ROWS = 100_000;
const LABEL_AFTER_BATCHES = 4;
const LAST_LABELS_AFTER_MS = 2000;
const BATCH = 500;

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text.replaceAll('_', ''));
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };

const numberUpTo =
  (most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text !== '' && value >= 0 && value <= most) return value;
    throw new InvalidArgumentError(`Expected a number from 0 to ${most}.`);
  };

const time = (text: string): number => {
  const atMs = Date.parse(text);
  if (!Number.isNaN(atMs)) return atMs;
  throw new InvalidArgumentError('Expected a time such as 2025-01-01T00:00:00Z.');
};

const url = (text: string): URL => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new InvalidArgumentError('Expected an address such as http://127.0.0.1:8080.');
};

const command = new Command('simulate')
  .description(
    'Payments of ordinary people and merchants with labelled attacks among them; the same seed gives the same payments.',
  )
  .option('--seed <number>', 'what chance starts from', whole(0, 2 ** 31 - 1), 1)
  .option('--accounts <number>', 'people', whole(100, 9_999_999), 10_000)
  .option('--rows <number>', `payments to make (${DEFAULT_ROWS} unless --days or --rate is given)`, whole(1, 1e12))
  .option('--days <number>', 'days to make payments of', numberUpTo(36_500))
  .addOption(
    new Option('--start <time>', 'when the first day begins').argParser(time).default(Date.parse(START), START),
  )
  .option('--fraud-share <number>', 'share of fraudulent payments', numberUpTo(0.5), 0.0035)
  .option('--rate <number>', 'live: payments a second, dated now, until Ctrl-C or --rows', numberUpTo(100_000))
  .addOption(new Option('--format <format>', 'what is written').choices(['csv', 'jsonl']).default('csv'))
  .option('--out <file>', 'write here instead of to the terminal, gzipped where it ends in .gz')
  .addOption(
    new Option('--target <url>', 'send to a running Sluice instead, labels a little later')
      .argParser(url)
      .conflicts(['out', 'format']),
  )
  .addHelpText(
    'after',
    `
Examples:
  npm run simulate -- --rows 1000000 --out payments.csv.gz
  npm run replay -- payments.csv.gz --format examples/simulated.json
  npm run simulate -- --rate 200 --target http://127.0.0.1:8080`,
  );

const main = async (): Promise<void> => {
  const options = command.parse().opts<Options>();
  if (options.rate === 0) command.error('error: --rate must be above 0');
  if (options.rate !== undefined && options.target === undefined && options.format === 'csv') {
    command.error('error: --rate writes payments and later their labels: it needs --format jsonl or --target URL');
  }
  const stop = new AbortController();
  if (options.rate !== undefined) for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
  const batches = options.rate === undefined ? pastBatches(options) : liveBatches(options, options.rate, stop.signal);
  if (options.target !== undefined) return sendAll(batches, options.target);
  const past = () => historyText(pastPayments(options), options.format, options.start);
  return writeText(options.rate === undefined ? past() : jsonLines(batches), options.out);
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

const sendAll = async (batches: AsyncIterable<LiveBatch>, { href }: URL): Promise<void> => {
  const { postPayments, postLabels } = httpTarget(href);
  const total = { accepted: 0, refused: 0, labels: 0 };
  for await (const { payments, labels } of batches) {
    const { accepted, refused } = await postPayments(payments);
    await postLabels(labels);
    total.accepted += accepted;
    total.refused += refused;
    total.labels += labels.length;
  }
  process.stderr.write(`${total.accepted} payments accepted, ${total.refused} refused, ${total.labels} labels sent\n`);
};

const pastPayments = ({ start, rows, ...options }: Options): Iterable<Simulated> => {
  const most = rows ?? (options.days === undefined ? DEFAULT_ROWS : undefined);
  return history({ ...options, startMs: start, ...(most === undefined ? {} : { rows: most }) });
};

/** Payments in batches, the labels of each some batches later. */
async function* pastBatches(options: Options): AsyncGenerator<LiveBatch> {
  const waiting: (readonly Label[])[] = [];
  let batch: Simulated[] = [];
  const turn = (): LiveBatch => {
    const payments = batch.map(({ payment }) => payment);
    const labelledAtMs = Date.now();
    waiting.push(batch.map(({ payment, label }) => ({ paymentId: payment.id, fraud: label, labelledAtMs })));
    batch = [];
    return { payments, labels: waiting.length > LABEL_AFTER_BATCHES ? (waiting.shift() ?? []) : [] };
  };
  for (const simulated of pastPayments(options)) {
    batch.push(simulated);
    if (batch.length === BATCH) yield turn();
  }
  yield turn();
  await sleep(LAST_LABELS_AFTER_MS);
  for (const labels of waiting) yield { payments: [], labels };
}

async function* liveBatches(options: Options, ratePerSecond: number, signal: AbortSignal): AsyncGenerator<LiveBatch> {
  let left = options.rows ?? Number.POSITIVE_INFINITY;
  for await (const batch of liveTraffic({ seed: options.seed, ratePerSecond, nowMs: Date.now, signal })) {
    yield { ...batch, payments: batch.payments.slice(0, left) };
    left -= batch.payments.length;
    if (left <= 0) return;
  }
}

/** A reader such as `head` that has had enough is no fault. */
const isClosedPipe = (error: unknown): boolean => isNativeError(error) && 'code' in error && error.code === 'EPIPE';

main().catch((error: unknown) => {
  if (isClosedPipe(error)) return;
  process.stderr.write(`error: ${messageOf(error)}\n`);
  process.exitCode = 1;
});
