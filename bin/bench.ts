import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { benchFeatureTable } from '../bench/features/table.ts';
import { benchHttp } from '../bench/http.ts';
import { benchReplayMemory } from '../bench/replay-memory.ts';
import { benchStream } from '../bench/stream.ts';
import { type BenchRow, benchTreeWalk } from '../bench/tree-walk.ts';
import { run } from '../src/cli/run.ts';

type Options = { readonly full?: true; readonly only?: string };

const FULL_ROWS = 6_000_000;
const FULL_TABLE_ROWS = 1_000_000;
const QUICK_ROWS = 200_000;

const walk = (): Promise<readonly BenchRow[]> => benchTreeWalk();

const stream = async ({ full }: Options): Promise<readonly BenchRow[]> => {
  const rows: BenchRow[] = [];
  let small: number | undefined;
  for (const accounts of full ? [10_000, 100_000, 1_000_000, 5_000_000] : [10_000, 1_000_000]) {
    const { perSecond, cpuMicros, privateMb } = await benchStream(accounts, 150_000);
    small ??= perSecond;
    const name = `stream path, ${accounts.toLocaleString('en')} accounts`;
    rows.push({ name, value: perSecond, unit: 'payments/s', goal: '>= 10,000' });
    rows.push({ name: `${name}: against 10,000 accounts`, value: perSecond / small, unit: 'times', goal: '>= 0.8' });
    rows.push({ name: `${name}: processor time of all threads`, value: cpuMicros, unit: 'us a payment' });
    rows.push({ name: `${name}: private memory, the bench's payments included`, value: privateMb, unit: 'MB' });
  }
  return rows;
};

const memory = async ({ full }: Options): Promise<readonly BenchRow[]> => {
  const { rows, rowsPerSecond, peakPrivateMb } = await benchReplayMemory(full ? FULL_ROWS : QUICK_ROWS);
  const name = `replay of ${rows.toLocaleString('en')} rows`;
  return [
    { name, value: rowsPerSecond, unit: 'rows/s' },
    { name: `${name}: peak private memory`, value: peakPrivateMb, unit: 'MB', goal: '<= 400' },
  ];
};

const http = async (): Promise<readonly BenchRow[]> => {
  const data = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  const child = spawn(process.execPath, ['bin/start.ts', '--no-demo', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const results = await benchHttp({ url: await addressOf(child) });
    return results.flatMap(({ connections, scorePerSecond, echoPerSecond, ratio, scoreP99Ms }) => [
      { name: `POST /v1/score, ${connections} connections, durable`, value: scorePerSecond, unit: 'requests/s' },
      { name: `bare node:http echo, ${connections} connections`, value: echoPerSecond, unit: 'requests/s' },
      { name: `score against echo, ${connections} connections`, value: ratio, unit: 'times', goal: '>= 0.4' },
      { name: `POST /v1/score, ${connections} connections: p99`, value: scoreP99Ms, unit: 'ms' },
    ]);
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
    rmSync(data, { recursive: true, force: true });
  }
};

const features = async ({ full }: Options): Promise<readonly BenchRow[]> => {
  const rows = full ? FULL_TABLE_ROWS : QUICK_ROWS;
  const { perSecond, cpuMicros } = await benchFeatureTable(rows);
  const name = `feature table of ${rows.toLocaleString('en')} rows of CSV`;
  return [
    { name, value: perSecond, unit: 'rows/s', goal: '>= 50,000' },
    { name: `${name}: processor time of all threads`, value: cpuMicros, unit: 'us a row' },
  ];
};

const addressOf = async ({ stdout }: ChildProcess): Promise<string> => {
  if (stdout === null) throw new Error('the system has no standard output to read its address from');
  for await (const line of createInterface({ input: stdout })) {
    const url = /^Dashboard\s+(\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('the system ended before it told its address');
};

const PARTS = { walk, http, stream, features, memory } as const;

const isPart = (name: string): name is keyof typeof PARTS => name in PARTS;

const load = (): string =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');

const bench = async (options: Options): Promise<void> => {
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}, load average ${load()}\n`,
  );
  for (const name of Object.keys(PARTS).filter(isPart)) {
    if (options.only !== undefined && options.only !== name) continue;
    const rows = await PARTS[name](options);
    process.stdout.write(`\n${name} (load average ${load()})\n`);
    for (const { name: what, value, unit, goal } of rows) {
      const figure = value.toLocaleString('en', { maximumSignificantDigits: 4 });
      process.stdout.write(
        `  ${what.padEnd(76)} ${figure.padStart(10)} ${unit.padEnd(14)} ${goal === undefined ? '' : `goal ${goal}`}\n`,
      );
    }
  }
};

const command = new Command('npm run bench --')
  .description(
    'Measures speed and memory. Machines are shared and noisy: trust the ratios, which are taken in one run.',
  )
  .option('--full', 'all sizes: up to 5,000,000 accounts and 6,000,000 rows, half an hour')
  .option('--only <part>', `one of ${Object.keys(PARTS).join(', ')}`)
  .parse();
const options = command.opts<Options>();
if (options.only !== undefined && !isPart(options.only))
  command.error(`--only ${options.only}: expected one of ${Object.keys(PARTS).join(', ')}`);
await run(() => bench(options));
