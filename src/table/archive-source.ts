import { archivedPayments } from '../archive/archived-payments.ts';
import { type ArchiveQuerying, openQuery } from '../archive/open-query.ts';
import { occurredAtMs } from '../domain/payment/payment.ts';
import { assertClasses, historyError } from './check-history.ts';
import type { LabelledPayment } from './measure-history.ts';
import type { PaymentBatch } from './payment-source.ts';

/** An archive's folder on this machine. */
export type ArchiveSource = {
  readonly archive: string;
  /** Whether a change may be there more than once, as where Firehose wrote. */
  readonly mayRepeat: boolean;
  /** Payments younger than this, seen from the newest, are left out: their labels may still come. */
  readonly labelDelayMs: number;
};

/**
 * The payments that an archive holds, in the order in which they were decided, frauds with the time at which that became known. A payment
 * without a label that has had the time to get one counts as genuine.
 */
export async function* fromArchive(source: ArchiveSource, batchRows: number): AsyncGenerator<PaymentBatch> {
  const archive = await openQuery(source.archive, { mayRepeat: source.mayRepeat });
  try {
    const { payments, untilMs } = await extentOf(archive, source.labelDelayMs);
    const read = { payments: 0, rows: 0, frauds: 0 };
    let rows: LabelledPayment[] = [];
    for await (const { payment, label } of archivedPayments(archive)) {
      read.payments += 1;
      if (occurredAtMs(payment) > untilMs) continue;
      const fraud = label?.fraud ?? false;
      rows.push({ payment, label: fraud, ...(fraud && { labelledAtMs: label?.labelledAtMs }) });
      read.rows += 1;
      read.frauds += Number(fraud);
      if (rows.length < batchRows) continue;
      yield { rows, refused: 0, share: read.payments / payments };
      rows = [];
    }
    yield { rows, refused: 0, share: 1 };
    assertClasses(read);
  } finally {
    archive.close();
  }
}

const extentOf = async ({ run }: ArchiveQuerying, labelDelayMs: number) => {
  const { rows } = await run('SELECT count(*), max(occurred_at), min(occurred_at) FROM decisions');
  for await (const [payments, newest, oldest] of rows) {
    const untilMs = Date.parse(String(newest)) - labelDelayMs;
    if (untilMs >= Date.parse(String(oldest))) return { payments: Number(payments), untilMs };
    throw historyError(
      `the archive holds payments from ${oldest} to ${newest}, whose labels may all still come; wait, or say a shorter --label-delay`,
    );
  }
  throw historyError('the archive holds no payments');
};
