import type { Payment } from '../domain/payment/payment.ts';

/** A line that became a payment, with what the file says of it; lines count from 1, the header's. */
export type PaymentRow = {
  readonly line: number;
  readonly payment: Payment;
  /** True for fraud; absent when the file does not say. */
  readonly label?: boolean;
  /** When the label became known, epoch milliseconds; absent when the file does not say. */
  readonly labelledAtMs?: number;
  readonly scenario?: string;
};

export type RowReason =
  | 'csv_quotes'
  | 'csv_encoding'
  | 'csv_line_too_long'
  | 'csv_columns'
  | 'csv_value'
  | 'invalid_payment';

/** A line that can never become one. `raw` is the line as it came, cut at 2,000 characters. */
export type FaultyRow = {
  readonly line: number;
  readonly error: { readonly reason: RowReason; readonly detail: string; readonly raw: string };
};

export type Row = PaymentRow | FaultyRow;
