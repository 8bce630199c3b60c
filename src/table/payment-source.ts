import { loadMapping } from '../csv/load-mapping.ts';
import { readPayments } from '../csv/read-payments.ts';
import { history } from '../simulator/history.ts';
import { type ArchiveSource, fromArchive } from './archive-source.ts';
import { checkedHistory, historyError } from './check-history.ts';
import type { LabelledPayment } from './measure-history.ts';

/** Where the payments of a table are from. */
export type PaymentSource =
  | { readonly file: string; readonly format: string; readonly skipFaulty: boolean }
  | ArchiveSource
  | { readonly seed: number; readonly accounts: number; readonly rows: number };

export type PaymentBatch = {
  readonly rows: readonly LabelledPayment[];
  /** Lines passed over that are no payments. */
  readonly refused: number;
  /** How much of the whole has been read with it, 0 to 1. */
  readonly share: number;
};

/** A payment, and how much of the whole has been read with it. */
export type PaymentRead = { readonly row: LabelledPayment; readonly share: number };

const SIMULATION_START = '2025-01-01T00:00:00Z';
/** What goes from thread to thread at once: each time costs a millisecond, however few they are. */
const BATCH_ROWS = 1_500;

/** Payments in order of time. Throws what `historyError` makes of a file that no training table can be made of. */
export const paymentsOf = (source: PaymentSource): AsyncIterable<PaymentBatch> => {
  if ('file' in source) return fromFile(source);
  return inBatches('archive' in source ? fromArchive(source) : fromSimulator(source));
};

async function* fromFile({ file, format, skipFaulty }: Extract<PaymentSource, { file: string }>) {
  const mapping = await loadMapping(format);
  if (mapping.label === undefined) throw historyError(`format ${format} names no \`label\` column (docs/csv.md)`);
  const idsAreGiven = mapping.id.column !== undefined;
  yield* gathered(checkedHistory(readPayments({ file, mapping, batchRows: BATCH_ROWS }), { skipFaulty, idsAreGiven }));
}

/** Batches of a file end with the block that was read of it; together they are as large as they are meant to be. */
async function* gathered(batches: AsyncIterable<PaymentBatch>): AsyncGenerator<PaymentBatch> {
  let waiting: PaymentBatch = { rows: [], refused: 0, share: 0 };
  for await (const { rows, refused, share } of batches) {
    waiting = { rows: [...waiting.rows, ...rows], refused: waiting.refused + refused, share };
    if (waiting.rows.length < BATCH_ROWS) continue;
    yield waiting;
    waiting = { rows: [], refused: 0, share };
  }
  if (waiting.rows.length + waiting.refused > 0) yield waiting;
}

function* fromSimulator({ seed, accounts, rows }: Extract<PaymentSource, { seed: number }>): Generator<PaymentRead> {
  let done = 0;
  for (const row of history({ seed, accounts, rows, startMs: Date.parse(SIMULATION_START) })) {
    done += 1;
    yield { row, share: done / rows };
  }
}

async function* inBatches(payments: AsyncIterable<PaymentRead> | Iterable<PaymentRead>): AsyncGenerator<PaymentBatch> {
  let rows: LabelledPayment[] = [];
  for await (const { row, share } of payments) {
    rows.push(row);
    if (rows.length < BATCH_ROWS) continue;
    yield { rows, refused: 0, share };
    rows = [];
  }
  if (rows.length > 0) yield { rows, refused: 0, share: 1 };
}
