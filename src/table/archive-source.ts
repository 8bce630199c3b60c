import { archivedPayments } from '../archive/archived-payments.ts';
import { type ArchiveQuerying, answerTo, openQuery } from '../archive/open-query.ts';
import { occurredAtMs } from '../domain/payment/payment.ts';
import { assertClasses, historyError } from './check-history.ts';
import type { PaymentRead } from './payment-source.ts';

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
export async function* fromArchive({ archive, mayRepeat, labelDelayMs }: ArchiveSource): AsyncGenerator<PaymentRead> {
  const querying = await openQuery(archive, { mayRepeat });
  try {
    const { payments, untilMs } = await extentOf(querying, labelDelayMs);
    const read = { payments: 0, rows: 0, frauds: 0 };
    for await (const { payment, label, knownAtMs } of archivedPayments(querying)) {
      read.payments += 1;
      if (occurredAtMs(payment) > untilMs) continue;
      const fraud = label?.fraud ?? false;
      read.rows += 1;
      read.frauds += Number(fraud);
      const row = { payment, label: fraud, ...(fraud && { labelledAtMs: label?.labelledAtMs, knownAtMs }) };
      yield { row, share: read.payments / payments };
    }
    assertClasses(read);
  } finally {
    querying.close();
  }
}

const extentOf = async (archive: ArchiveQuerying, labelDelayMs: number) => {
  const extent = 'SELECT count(*), max(occurred_at), min(occurred_at) FROM decisions';
  const [[payments, newest, oldest]] = await answerTo(archive, extent);
  if (payments === 0) throw historyError('the archive holds no payments');
  const untilMs = Date.parse(String(newest)) - labelDelayMs;
  if (untilMs >= Date.parse(String(oldest))) return { payments: Number(payments), untilMs };
  throw historyError(
    `the archive holds payments from ${oldest} to ${newest}, whose labels may all still come; wait, or say a shorter --label-delay`,
  );
};
