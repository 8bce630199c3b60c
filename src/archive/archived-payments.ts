import { type Payment, paymentSchema } from '../domain/payment/payment.ts';
import type { Label } from '../ports.ts';
import type { ArchiveQuerying } from './open-query.ts';
import type { Cell } from './query-cell.ts';

/** A payment of the archive as it came, when it was decided, and what is known of it by now. */
export type ArchivedPayment = {
  readonly payment: Payment;
  readonly decidedAtMs: number;
  readonly label: Label | undefined;
  /** When its label arrived, on the clock of the payments; a label may say that it was known long before. */
  readonly knownAtMs?: number;
};

/** Payments in the order in which they were decided; those of one instant by the time at which they were made. */
export async function* archivedPayments({ run }: ArchiveQuerying): AsyncGenerator<ArchivedPayment> {
  const { columns, rows } = await run(IN_ORDER);
  for await (const cells of rows) {
    const row: Row = Object.fromEntries(columns.map((name, at) => [name, cells[at]]));
    const label = labelOf(row);
    const decidedAtMs = timeOf(row, 'decided_at');
    yield { payment: paymentOf(row), decidedAtMs, label, ...(label && { knownAtMs: timeOf(row, 'known_at') }) };
  }
}

const PAYMENT_COLUMNS = [
  'payment_id',
  'occurred_at',
  'type',
  'amount_minor',
  'currency',
  'sender',
  'receiver',
  'sender_country',
  'receiver_country',
  'sender_balance_before_minor',
  'receiver_balance_before_minor',
  'channel',
  'device',
  'ip',
  'card',
  'merchant_category',
  'latitude',
  'longitude',
  'failed',
];

/**
 * A label without a time of its own counts from when it was recorded. It arrived as long after its payment as it was recorded after the
 * decision: of a history that was replayed, only such a difference means anything.
 */
const IN_ORDER = `
  SELECT ${PAYMENT_COLUMNS.map((name) => `decisions.${name}`).join(', ')}, decisions.recorded_at AS decided_at,
         labels.fraud, coalesce(labels.labelled_at, labels.recorded_at) AS labelled_at,
         greatest(labels.labelled_at, decisions.occurred_at + (labels.recorded_at - decisions.recorded_at)) AS known_at
  FROM decisions LEFT JOIN labels ON labels.payment_id = decisions.payment_id
  ORDER BY decisions.recorded_at, decisions.occurred_at, decisions.payment_id`;

type Row = Readonly<Record<string, Cell>>;

const paymentOf = (row: Row): Payment =>
  paymentSchema.parse(
    present({
      id: row['payment_id'],
      occurredAt: row['occurred_at'],
      type: row['type'],
      amountMinor: row['amount_minor'],
      currency: row['currency'],
      sender: partyOf(row, 'sender'),
      receiver: partyOf(row, 'receiver'),
      channel: row['channel'],
      deviceId: row['device'],
      ip: row['ip'],
      card: row['card'],
      merchantCategory: row['merchant_category'],
      location: row['latitude'] === null ? null : { latitude: row['latitude'], longitude: row['longitude'] },
      failed: row['failed'],
    }),
  );

const partyOf = (row: Row, role: 'sender' | 'receiver') =>
  present({
    account: row[role],
    balanceBeforeMinor: row[`${role}_balance_before_minor`],
    country: row[`${role}_country`],
  });

const labelOf = (row: Row): Label | undefined =>
  typeof row['fraud'] === 'boolean'
    ? { paymentId: String(row['payment_id']), fraud: row['fraud'], labelledAtMs: timeOf(row, 'labelled_at') }
    : undefined;

const timeOf = (row: Row, column: string): number => Date.parse(String(row[column]));

/** Without what was not told of the payment. */
const present = (record: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
