import { DAY_MS } from '../../src/domain/profile/day.ts';
import { makeTable } from '../../src/table/make-table.ts';

/** Rows a second as `npm run features` tells them, and the processor time of all threads, in microseconds a row. */
export type TableRun = { readonly perSecond: number; readonly cpuMicros: number };

const LABEL_DELAY_MS = 7 * DAY_MS;

const [file, out] = process.argv.slice(2);
const startedMs = performance.now();
const { rows } = await makeTable({
  source: { file, format: 'examples/simulated.json', skipFaulty: false },
  out,
  labelDelayMs: LABEL_DELAY_MS,
  signal: new AbortController().signal,
  onProgress: () => undefined,
});
const { user, system } = process.cpuUsage();
const run: TableRun = {
  perSecond: (rows * 1000) / (performance.now() - startedMs),
  cpuMicros: (user + system) / rows,
};
process.stdout.write(JSON.stringify(run));
