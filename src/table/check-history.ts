import type { RowBatch } from '../csv/read-payments.ts';
import type { PaymentRow, Row } from '../csv/row.ts';
import { occurredAtMs } from '../domain/payment/payment.ts';
import { DAY_MS } from '../domain/profile/day.ts';

/** Profiles measure a payment exactly while it is at most so much later than the newest one (see RETAIN_MS). */
const MOST_LATE_MS = DAY_MS;
const SHOWN = 3;

export type Checked = { readonly rows: number; readonly frauds: number; readonly refused: number };
export type CheckOptions = {
  /** Passes over lines that are no payments, and only counts them. */
  readonly skipFaulty: boolean;
  readonly onProgress: (share: number, rows: number) => void;
};

/**
 * Reads a history to its end before hours are spent on measuring it. Throws what `historyError` makes of the first thing that makes a
 * training table of it worthless: lines that are no payments, payments without a label, an id that is there twice, payments out of
 * the order of time by more than a day, one class only.
 */
export const checkHistory = async (batches: AsyncIterable<RowBatch>, options: CheckOptions): Promise<Checked> => {
  const ids = new Map<string, number>();
  const faults: string[] = [];
  let checked: Checked = { rows: 0, frauds: 0, refused: 0 };
  let newest: PaymentRow | undefined;
  for await (const { rows, bytesRead, totalBytes } of batches) {
    for (const row of rows) {
      if ('error' in row) {
        if (faults.length < SHOWN) faults.push(toldOf(row));
        checked = { ...checked, refused: checked.refused + 1 };
        continue;
      }
      checkLabel(row);
      checkId(row, ids);
      newest = checkTime(row, newest);
      checked = { ...checked, rows: checked.rows + 1, frauds: checked.frauds + (row.label === true ? 1 : 0) };
    }
    options.onProgress(bytesRead / totalBytes, checked.rows);
  }
  checkWhole(checked, faults, options.skipFaulty);
  return checked;
};

/** A fault of the data that its message tells whole. */
const historyError = (message: string): Error => Object.assign(new Error(message), { code: 'history' });

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

const checkTime = (row: PaymentRow, newest: PaymentRow | undefined): PaymentRow => {
  if (newest === undefined) return row;
  const lateMs = occurredAtMs(newest.payment) - occurredAtMs(row.payment);
  if (lateMs <= 0) return row;
  if (lateMs <= MOST_LATE_MS) return newest;
  throw historyError(
    `line ${row.line}: ${row.payment.occurredAt} comes after ${newest.payment.occurredAt} of line ${newest.line}; sort the file by time, a day late is the most`,
  );
};

const checkWhole = ({ rows, frauds, refused }: Checked, faults: readonly string[], skipFaulty: boolean): void => {
  if (refused > 0 && !skipFaulty)
    throw historyError(
      `${refused} lines are no payments (--skip-faulty passes over them); ${faults.join('; ')}${refused > SHOWN ? '; ...' : ''}`,
    );
  if (rows === 0) throw historyError('no payments; a training table needs some of either class');
  if (frauds === 0 || frauds === rows)
    throw historyError(
      `${rows} payments, of which ${frauds} are fraud: there is only one class, and nothing to tell apart`,
    );
};
