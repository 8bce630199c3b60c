import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Payment } from '../../src/domain/payment/payment.ts';
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
const MAX_LAG = 4_000;
const START_MS = Date.parse('2026-01-10T00:00:00Z');

/** Payments of the simulated population, of a moment when all of its accounts have a past. */
const paymentsOf = (accounts: number, count: number): readonly Payment[] => {
  const payments: Payment[] = [];
  for (const { payment } of simulate({ seed: 1, accounts, startMs: START_MS })) {
    payments.push(payment);
    if (payments.length === count) break;
  }
  return payments;
};

/** As the simulator names its people. */
const accountOf = (person: number): string => `C${String(person).padStart(7, '0')}`;

const main = async (accounts: number, count: number): Promise<StreamRun> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  try {
    await prefill(dataDir, { accounts, accountOf, atMs: START_MS });
    const payments = paymentsOf(accounts, count);
    const system = await openSystem({
      dataDir,
      model: loadModel(),
      publish: async () => undefined,
      report: (message) => process.stderr.write(`${message}\n`),
    });
    const warm = Math.floor(count / 5);
    await put(system, payments.slice(0, warm));
    const [startedMs, cpu] = [performance.now(), process.cpuUsage()];
    await put(system, payments.slice(warm));
    const seconds = (performance.now() - startedMs) / 1000;
    const { user, system: kernel } = process.cpuUsage(cpu);
    const { outcomes } = await system.ports.readSummary({ minutes: 1 });
    await system.stop();
    const timed = count - warm;
    return {
      accounts,
      payments: timed,
      perSecond: timed / seconds,
      cpuMicros: (user + kernel) / timed,
      privateMb: privateMegabytes(),
      flagged: outcomes.review + outcomes.block,
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};

type System = Awaited<ReturnType<typeof openSystem>>;

const put = async ({ ports, payments: stream, settled }: System, payments: readonly Payment[]): Promise<void> => {
  for (let from = 0; from < payments.length; from += PUT) {
    await ports.putPayments(payments.slice(from, from + PUT));
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
