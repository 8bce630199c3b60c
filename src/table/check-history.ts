import type { RowBatch } from '../csv/read-payments.ts';
import type { PaymentRow, Row } from '../csv/row.ts';
import { occurredAtMs } from '../domain/payment/payment.ts';
import { DAY_MS } from '../domain/profile/day.ts';
import type { PaymentBatch } from './payment-source.ts';

/** Profiles measure a payment exactly while it is at most so much later than the newest one (see RETAIN_MS). */
const MOST_LATE_MS = DAY_MS;
const SHOWN = 3;

/** What has been read of a history so far; of lines that are no payments also what the first were. */
type Checked = { rows: number; frauds: number; refused: number; readonly faults: string[] };

export type CheckOptions = {
  /** Passes over lines that are no payments, and only counts them. */
  readonly skipFaulty: boolean;
  /** False where ids are made of the numbers of lines, which cannot come twice. */
  readonly idsAreGiven: boolean;
};

/**
 * The payments of a history, as long as it is sound. Throws what `historyError` makes of the first thing that makes a training table of
 * it worthless: payments without a label, an id that is there twice, payments out of the order of time by more than a day; and at its end
 * of lines that are no payments, unless `skipFaulty` passes over them, and of one class only.
 */
export async function* checkedHistory(
  batches: AsyncIterable<RowBatch>,
  { skipFaulty, idsAreGiven }: CheckOptions,
): AsyncGenerator<PaymentBatch> {
  const ids = new Map<string, number>();
  const checked: Checked = { rows: 0, frauds: 0, refused: 0, faults: [] };
  let newest: Dated | undefined;
  for await (const { rows, bytesRead, totalBytes } of batches) {
    const payments = rows.filter((row) => 'payment' in row);
    for (const row of payments) {
      checkLabel(row);
      if (idsAreGiven) checkId(row, ids);
      newest = checkTime(row, newest);
    }
    count(checked, rows);
    yield { rows: payments, refused: rows.length - payments.length, share: bytesRead / totalBytes };
  }
  checkWhole(checked, skipFaulty);
}

const count = (checked: Checked, rows: readonly Row[]): void => {
  for (const row of rows) {
    if ('error' in row) {
      checked.refused += 1;
      if (checked.faults.length < SHOWN) checked.faults.push(toldOf(row));
    } else {
      checked.rows += 1;
      if (row.label === true) checked.frauds += 1;
    }
  }
};

/** A fault of the data that its message tells whole. */
export const historyError = (message: string): Error => Object.assign(new Error(message), { code: 'history' });

const toldOf = ({ line, error }: Extract<Row, { error: object }>): string => `line ${line}: ${error.detail}`;

const checkLabel = ({ line, label, payment }: PaymentRow): void => {
  if (label !== undefined) return;
  throw historyError(`line ${line}: payment ${payment.id} has no label; a training table needs 0 or 1 on every line`);
};

const checkId = ({ line, payment: { id } }: PaymentRow, ids: Map<string, number>): void => {
  const before = ids.get(id);
  if (before !== undefined)
    throw historyError(`line ${line}: the id ${id} was on line ${before} already; an id is a payment's for ever`);
  ids.set(id, line);
};

type Dated = { readonly row: PaymentRow; readonly atMs: number };

/** The newest payment so far. */
const checkTime = (row: PaymentRow, newest: Dated | undefined): Dated => {
  const atMs = occurredAtMs(row.payment);
  if (newest === undefined || atMs >= newest.atMs) return { row, atMs };
  if (newest.atMs - atMs <= MOST_LATE_MS) return newest;
  throw historyError(
    `line ${row.line}: ${row.payment.occurredAt} comes after ${newest.row.payment.occurredAt} of line ${newest.row.line}; sort the file by time, a day late is the most`,
  );
};

const checkWhole = ({ rows, frauds, refused, faults }: Checked, skipFaulty: boolean): void => {
  if (refused > 0 && !skipFaulty)
    throw historyError(
      `${refused} lines are no payments (--skip-faulty passes over them); ${faults.join('; ')}${refused > SHOWN ? '; ...' : ''}`,
    );
  assertClasses({ rows, frauds });
};

/** A model learns from both. */
export const assertClasses = ({ rows, frauds }: { readonly rows: number; readonly frauds: number }): void => {
  if (rows === 0) throw historyError('no payments; a training table needs some of either class');
  if (frauds === 0 || frauds === rows)
    throw historyError(
      `${rows} payments, of which ${frauds} are fraud: there is only one class, and nothing to tell apart`,
    );
};
