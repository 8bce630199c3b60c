import { afterEach, describe, expect, test } from '@jest/globals';
import { ARCHIVE_COLUMNS } from '../../lib/archive-columns.ts';
import { archiveQueries } from '../../lib/archive-queries.ts';
import { type ArchivedPayment, archivedPayments } from '../../src/archive/archived-payments.ts';
import { openQuery, type QueryOptions } from '../../src/archive/open-query.ts';
import { type ArchiveRow, decisionRow, labelRow } from '../../src/archive/row.ts';
import { createPutRows } from '../../src/aws/adapters/put-rows.ts';
import { asked } from '../archive/asked.ts';
import { writeAsFirehose } from '../archive/firehose-files.ts';
import { createFakeAws } from '../aws/fake/fake-aws.ts';
import { aDecision } from '../builders/a-decision.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aFolder, removeAll } from '../builders/a-system.ts';
import { anArchive } from '../builders/an-archive.ts';

afterEach(removeAll);

type Archive = {
  readonly put: (rows: readonly ArchiveRow[]) => Promise<void>;
  readonly ask: (sql: string) => ReturnType<typeof asked>;
  readonly payments: () => Promise<readonly ArchivedPayment[]>;
};

const paymentsIn = async (folder: string, options: QueryOptions): Promise<readonly ArchivedPayment[]> => {
  const archive = await openQuery(folder, options);
  try {
    const found: ArchivedPayment[] = [];
    for await (const payment of archivedPayments(archive)) found.push(payment);
    return found;
  } finally {
    archive.close();
  }
};

const embedded = async (): Promise<Archive> => {
  const folder = await aFolder();
  const { append } = await anArchive(folder);
  return {
    put: (rows) =>
      append(
        0,
        rows.map((row, at) => ({ position: at + 1, row })),
      ),
    ask: (sql) => asked(folder, sql),
    payments: () => paymentsIn(folder, {}),
  };
};

/** Rows to Firehose by the real SDK, and from there to files as its format conversion writes them. */
const aws = async (): Promise<Archive> => {
  const folder = await aFolder();
  const services = createFakeAws();
  const options: QueryOptions = { mayRepeat: true };
  return {
    put: createPutRows(services.firehose, 'archive'),
    ask: async (sql) => {
      await writeAsFirehose(folder, services.archived);
      return asked(folder, sql, options);
    },
    payments: async () => {
      await writeAsFirehose(folder, services.archived);
      return paymentsIn(folder, options);
    },
  };
};

const KINDS = [
  ['embedded', embedded],
  ['aws', aws],
] as const;

const DECIDED_MS = Date.parse('2026-03-02T12:00:01.234Z');
/** All that a payment can say, and in texts what is hard to carry. */
const PAYMENT = aPayment({
  amountMinor: 9_999_999_999_999,
  currency: 'EUR',
  sender: { account: `O'Hara—"北"\n{}`, country: 'FR', balanceBeforeMinor: 0 },
  receiver: { account: 'C-bob', country: 'US', balanceBeforeMinor: 12 },
  channel: 'mobile',
  deviceId: 'd-1',
  ip: '2001:db8::1',
  card: 'tok_1',
  merchantCategory: '0763',
  location: { latitude: 0.1 + 0.2, longitude: -179.999999 },
  failed: false,
});
const DECISION = decisionRow(
  aDecision({
    payment: PAYMENT,
    outcome: 'block',
    probability: 0.1 + 0.2,
    expectedLossMinor: 42,
    reasons: ['velocity', 'payment.amount'].map((code) => ({ code, source: 'model', values: {} })),
    decidedAtMs: DECIDED_MS,
    shadow: { model: 'm1', probability: 1 / 3, outcome: 'review' },
  }),
);
const aLabel = (fraud: boolean, labelledAtMs: number) =>
  labelRow({ paymentId: PAYMENT.id, fraud, labelledAtMs, flagged: true, cents: 1 }, DECIDED_MS + 766);

/** What DuckDB calls the types of Athena. */
const IN_DUCKDB = ARCHIVE_COLUMNS.map(([name, type]) => [
  name,
  { string: 'VARCHAR', 'array<string>': 'VARCHAR[]' }[String(type)] ?? type.toUpperCase(),
]);

describe.each(KINDS)('the archive, %s', (_name, open) => {
  test('gives back a decision and a label as they were put', async () => {
    const { put, ask } = await open();
    await put([DECISION, aLabel(true, DECIDED_MS)]);
    expect(await ask('SELECT * EXCLUDE day FROM changes ORDER BY kind')).toEqual([
      {
        kind: 'decision',
        payment_id: 'p-1',
        recorded_at: '2026-03-02T12:00:01.234Z',
        occurred_at: '2026-03-02T12:00:00.000Z',
        type: 'TRANSFER',
        amount_minor: 9_999_999_999_999,
        currency: 'EUR',
        sender: `O'Hara—"北"\n{}`,
        receiver: 'C-bob',
        sender_country: 'FR',
        receiver_country: 'US',
        sender_balance_before_minor: 0,
        receiver_balance_before_minor: 12,
        channel: 'mobile',
        device: 'd-1',
        ip: '2001:db8::1',
        card: 'tok_1',
        merchant_category: '0763',
        latitude: 0.1 + 0.2,
        longitude: -179.999999,
        failed: false,
        outcome: 'block',
        probability: 0.1 + 0.2,
        expected_loss_minor: 42,
        rung: 'onnx',
        reasons: ['velocity', 'payment.amount'],
        model_version: 'm0',
        rules_version: 'r0',
        policy_version: 'p0',
        features_version: 'f0',
        fraud: null,
        labelled_at: null,
        shadow_model: 'm1',
        shadow_probability: 1 / 3,
        shadow_outcome: 'review',
      },
      expect.objectContaining({
        kind: 'label',
        payment_id: 'p-1',
        recorded_at: '2026-03-02T12:00:02.000Z',
        fraud: true,
        labelled_at: '2026-03-02T12:00:01.234Z',
        sender: null,
        reasons: null,
      }),
    ]);
  });

  test('gives back payments as they came, in the order of their decisions, with the label that stands', async () => {
    const { put, payments } = await open();
    const bare = aPayment({ id: 'p-0', sender: { account: 'a' }, receiver: { account: 'b' } });
    await put([
      DECISION,
      decisionRow(aDecision({ payment: bare, decidedAtMs: DECIDED_MS - 1 })),
      aLabel(true, DECIDED_MS),
      aLabel(false, DECIDED_MS + 1),
    ]);
    expect(await payments()).toEqual([
      { payment: { ...bare, occurredAt: '2026-03-02T12:00:00.000Z' }, decidedAtMs: DECIDED_MS - 1, label: undefined },
      {
        payment: { ...PAYMENT, occurredAt: '2026-03-02T12:00:00.000Z' },
        decidedAtMs: DECIDED_MS,
        label: { paymentId: 'p-1', fraud: false, labelledAtMs: DECIDED_MS + 1 },
        knownAtMs: DECIDED_MS + 1,
      },
    ]);
  });

  test('has the columns of the Glue table, of its types', async () => {
    const { put, ask } = await open();
    await put([DECISION]);
    const columns = await ask(`SELECT column_name, column_type FROM (DESCRIBE SELECT * EXCLUDE day FROM changes)`);
    expect(columns.map(({ column_name, column_type }) => [column_name, column_type])).toEqual(IN_DUCKDB);
  });

  test('tells every payment once, and its newest label, when rows come again', async () => {
    const { put, ask } = await open();
    const rows = [DECISION, aLabel(true, DECIDED_MS), aLabel(false, DECIDED_MS + 1)];
    await put(rows);
    await put(rows);
    expect(await ask('SELECT payment_id, outcome FROM decisions')).toEqual([{ payment_id: 'p-1', outcome: 'block' }]);
    expect(await ask('SELECT payment_id, fraud FROM labels')).toEqual([{ payment_id: 'p-1', fraud: false }]);
  });

  test('answers the saved queries alike, however often rows came', async () => {
    const { put, ask } = await open();
    const payments = Array.from({ length: 30 }, (_, at) =>
      decisionRow(aDecision({ payment: aPayment({ id: `q-${at}` }), outcome: at < 2 ? 'block' : 'approve' })),
    );
    const labels = [0, 1, 2, 3].map((at) =>
      labelRow(
        { paymentId: `q-${at}`, fraud: at > 0, labelledAtMs: DECIDED_MS, flagged: at < 2, cents: 1 },
        DECIDED_MS,
      ),
    );
    await put([...payments, ...labels]);
    await put([...payments, ...labels]);
    const answers: Record<string, readonly unknown[]> = {};
    for (const { name, sql } of archiveQueries()) answers[name] = await ask(sql.replaceAll('ACCOUNT', 'C-ann'));
    expect(answers['fraud-rate-by-type']).toMatchObject([
      { labelled: 4, fraud: 3, fraud_rate: 0.75, fraud_stopped: 1 },
    ]);
    expect(answers['money-saved']).toMatchObject([{ currency: 'USD', saved_minor: 12_000, lost_minor: 24_000 }]);
    expect(answers['velocity-offenders']).toMatchObject([{ sender: 'C-ann', payments: 30, held_or_blocked: 2 }]);
    expect(answers['account-audit-trail']).toHaveLength(34);
  });

  test('takes more rows than fit one record', async () => {
    const { put, ask } = await open();
    await put(Array.from({ length: 1_200 }, (_, at) => decisionRow(aDecision({ id: `p-${at}` }))));
    expect(await ask('SELECT count(*) AS rows FROM decisions')).toEqual([{ rows: 1_200 }]);
  });
});
