import { appendFileSync, createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openSystem } from '../../src/embedded/system.ts';
import { loadModel } from '../../src/model-files.ts';
import { simulate } from '../../src/simulator/simulate.ts';
import { prefill } from './prefill.ts';

/** What one run of the stream path came to. */
export type StreamRun = {
  readonly accounts: number;
  readonly payments: number;
  readonly perSecond: number;
  /** Processor time of all threads, microseconds a payment. */
  readonly cpuMicros: number;
  /** Anonymous memory at the end: all but the page cache. */
  readonly privateMb: number;
  readonly flagged: number;
};

const PUT = 500;
const BLOCK = 10_000;
const MAX_LAG = 4_000;
const START_MS = Date.parse('2026-01-10T00:00:00Z');

/** Writes payments of the simulated population to a file, a line each: its sender, a tab, its JSON. Held in memory they would be the collector's work. */
const writePayments = (file: string, { accounts, count }: { accounts: number; count: number }): void => {
  const lines: string[] = [];
  let written = 0;
  writeFileSync(file, '');
  for (const { payment } of simulate({ seed: 1, accounts, startMs: START_MS })) {
    lines.push(`${payment.sender.account}\t${JSON.stringify(payment)}\n`);
    written += 1;
    if (lines.length === BLOCK || written === count) appendFileSync(file, lines.splice(0).join(''));
    if (written === count) return;
  }
};

/** As the simulator names its people. */
const accountOf = (person: number): string => `C${String(person).padStart(7, '0')}`;

const main = async (accounts: number, count: number): Promise<StreamRun> => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  const [dataDir, file] = [join(folder, 'data'), join(folder, 'payments.tsv')];
  try {
    await prefill(dataDir, { accounts, accountOf, atMs: START_MS });
    writePayments(file, { accounts, count });
    const system = await openSystem({
      dataDir,
      model: loadModel(),
      publish: async () => undefined,
      report: (message) => process.stderr.write(`${message}\n`),
    });
    const warm = Math.floor(count / 5);
    const lines = createInterface({ input: createReadStream(file) })[Symbol.asyncIterator]();
    await put(system, lines, warm);
    const [startedMs, cpu] = [performance.now(), process.cpuUsage()];
    await put(system, lines, count - warm);
    const seconds = (performance.now() - startedMs) / 1000;
    const { user, system: kernel } = process.cpuUsage(cpu);
    const { outcomes } = await system.ports.readSummary({ minutes: 1 });
    const privateMb = privateMegabytes();
    await system.stop();
    const timed = count - warm;
    return {
      accounts,
      payments: timed,
      perSecond: timed / seconds,
      cpuMicros: (user + kernel) / timed,
      privateMb,
      flagged: outcomes.review + outcomes.block,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

type System = Awaited<ReturnType<typeof openSystem>>;

const put = async (
  { payments: stream, settled }: System,
  lines: AsyncIterator<string>,
  count: number,
): Promise<void> => {
  for (let left = count; left > 0; left -= PUT) {
    const records: { partitionKey: string; data: string }[] = [];
    while (records.length < Math.min(PUT, left)) {
      const { value, done } = await lines.next();
      if (done) throw new Error('the file of payments is too short');
      const [partitionKey, data] = value.split('\t');
      records.push({ partitionKey, data });
    }
    await stream.put(records);
    await stream.room(MAX_LAG);
  }
  await settled();
};

const privateMegabytes = (): number => {
  const kilobytes = /RssAnon:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes ?? Number.NaN) / 1000;
};

const [accounts, count] = process.argv.slice(2).map(Number);
process.stdout.write(`${JSON.stringify(await main(accounts, count))}\n`);
