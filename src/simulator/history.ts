import { CSV_HEADER, csvLine } from './csv-line.ts';
import { type Simulated, type SimulateOptions, simulate } from './simulate.ts';

export type Format = 'csv' | 'jsonl';
export type HistoryOptions = SimulateOptions & { readonly rows?: number };

/** The first rows of a simulation. */
export function* history({ rows = Number.POSITIVE_INFINITY, ...options }: HistoryOptions): Generator<Simulated> {
  let left = rows;
  if (left <= 0) return;
  for (const simulated of simulate(options)) {
    yield simulated;
    left -= 1;
    if (left <= 0) return;
  }
}

const BLOCK_CHARS = 256 * 1024;

/** The text of a simulation, in blocks of whole lines: CSV with its header, or a JSON object a line. */
export function* historyText(simulated: Iterable<Simulated>, format: Format, startMs: number): Generator<string> {
  let block = format === 'csv' ? `${CSV_HEADER}\n` : '';
  for (const one of simulated) {
    block += format === 'csv' ? csvLine(one, startMs) : JSON.stringify(one);
    block += '\n';
    if (block.length < BLOCK_CHARS) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}
