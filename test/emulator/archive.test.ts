import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet';
import type { Decision } from '../../src/domain/decision/decision.ts';
import type { Payment } from '../../src/domain/payment/payment.ts';
import { ROOT } from '../../src/root.ts';
import type { Verified } from '../../src/verify/verify.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aFolder, removeAll } from '../builders/a-system.ts';
import { eventually } from './eventually.ts';
import { accountDrain, aTag, impossibleTravel, minutesAgo } from './some-payments.ts';
import { putPayments, putRecords } from './stream-client.ts';
import { decisionsOf } from './table-client.ts';
import { DEPLOY_LIMIT_MS, theDeployment } from './the-deployment.ts';

const TAG = aTag();
const BUSY = `busy-${TAG}`;
/** A currency that no other file of this suite pays in. */
const CURRENCY = 'KES';
/** In one hour, so that one row of the velocity query tells of all of them. */
const HALF_PAST_MS = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 1_800_000;

/** Twelve payments of one sender within minutes, one that is held and one that is blocked. */
const SENT: readonly Payment[] = [
  ...Array.from({ length: 12 }, (_, at) =>
    aPayment({
      id: `archived-${TAG}-${at}`,
      occurredAt: new Date(HALF_PAST_MS + at * 1_000).toISOString(),
      type: 'DEBIT',
      amountMinor: 1_000 + at,
      currency: CURRENCY,
      sender: { account: BUSY },
    }),
  ),
  accountDrain(`archive-${TAG}`),
  ...impossibleTravel(`archive-${TAG}`),
];
/** One fraud that was let through; one that was called fraud, and then not. */
const [MISSED, CLEARED] = SENT;
const labelOf = (paymentId: string, fraud: boolean, minutes: number) => ({
  partitionKey: BUSY,
  text: JSON.stringify({ label: { paymentId, fraud, labelledAt: minutesAgo(minutes) } }),
});

type Row = Readonly<Record<string, unknown>>;

describe('the archive in S3', () => {
  let data: string;
  let decisions: ReadonlyMap<string, Decision>;
  let before: ReturnType<typeof sums>;

  /** Rows as the command gives them to people, from Parquet that Firehose wrote. */
  const query = (...args: readonly string[]): readonly Row[] => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['bin/query.ts', '--stage', 'local', '--data', data, '--json', ...args],
      { cwd: ROOT, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    return stdout
      .trimEnd()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  };
  /** What the queries about all payments tell of those that are labelled here; earlier runs may have left some. */
  const sums = () => {
    const debits = query('--name', 'fraud-rate-by-type').find(({ type }) => type === 'DEBIT');
    const money = query('--name', 'money-saved').filter(({ currency }) => currency === CURRENCY);
    const sum = (column: string): number => money.reduce((total, row) => total + Number(row[column]), 0);
    return {
      labelled: Number(debits?.['labelled'] ?? 0),
      fraud: Number(debits?.['fraud'] ?? 0),
      saved: sum('saved_minor'),
      lost: sum('lost_minor'),
    };
  };
  const ofSent = `payment_id IN (${SENT.map(({ id }) => `'${id}'`).join(', ')})`;

  beforeAll(async () => {
    const { outputs } = await theDeployment();
    data = join(await aFolder(), 'data');
    const stream = outputs['PaymentsStream'];
    const first = aPayment({ id: `first-${TAG}`, occurredAt: minutesAgo(50) });
    await putPayments(stream, [first]);
    await eventually(async () => hasRows(`payment_id = '${first.id}'`, 1), 60_000);
    before = sums();
    await putPayments(stream, SENT);
    decisions = await decisionsOf(
      outputs['DecisionsTable'],
      SENT.map(({ id }) => id),
    );
    await putRecords(stream, [
      labelOf(MISSED.id, true, 9),
      labelOf(CLEARED.id, true, 9),
      labelOf(CLEARED.id, false, 8),
    ]);
    await eventually(async () => hasRows(ofSent, SENT.length + 3), 60_000);
  }, DEPLOY_LIMIT_MS + 120_000);
  afterAll(removeAll);

  const hasRows = (where: string, least: number): true | undefined => {
    try {
      const [{ rows }] = query(`SELECT count(*) AS rows FROM changes WHERE ${where}`);
      return Number(rows) >= least ? true : undefined;
    } catch (error) {
      if (String(error).includes('holds no rows')) return undefined;
      throw error;
    }
  };

  test('tells in SQL what the tables tell of every payment, and no more of them than were sent', () => {
    const rows = query(`SELECT * FROM decisions WHERE ${ofSent} ORDER BY payment_id`);
    const told = [...decisions.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(rows).toHaveLength(SENT.length);
    expect(rows).toEqual(
      told.map(({ payment, versions, reasons, ...decision }) =>
        expect.objectContaining({
          payment_id: payment.id,
          recorded_at: new Date(decision.decidedAtMs).toISOString(),
          occurred_at: new Date(payment.occurredAt).toISOString(),
          type: payment.type,
          amount_minor: payment.amountMinor,
          currency: payment.currency,
          sender: payment.sender.account,
          receiver: payment.receiver.account,
          outcome: decision.outcome,
          probability: decision.probability,
          expected_loss_minor: decision.expectedLossMinor,
          rung: decision.rung,
          reasons: reasons.map(({ code }) => code),
          model_version: versions.model,
          rules_version: versions.rules,
          policy_version: versions.policy,
          features_version: versions.features,
        }),
      ),
    );
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['approve', 'review', 'block']));
  });

  test('gives back the features that the stack decided by: what is measured again from it is the same', () => {
    const args = [
      'bin/verify.ts',
      '--stage',
      'local',
      '--data',
      data,
      '--sample',
      '200',
      '--features',
      '200',
      '--json',
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    expect(stderr).toBe('');
    const found: Verified = JSON.parse(stdout);
    expect(found.decisions.differs).toEqual([]);
    expect(found.features.differs).toEqual([]);
    expect(found.features.same).toBeGreaterThan(0);
    expect(status).toBe(0);
  });

  test('makes a feature table of itself, with the labels that were told', async () => {
    const out = join(data, 'own.parquet');
    const args = [
      'bin/features.ts',
      '--archive',
      '--stage',
      'local',
      '--data',
      data,
      '--label-delay',
      '0h',
      '--out',
      out,
    ];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    const { buffer } = new Uint8Array(await readFile(out));
    const table = await parquetReadObjects({ file: buffer });
    const labels = new Map(table.map(({ id, label }) => [id, label]));
    expect([MISSED, CLEARED].map(({ id }) => labels.get(id))).toEqual([1, 0]);
    expect(SENT.filter(({ id }) => !labels.has(id))).toEqual([]);
  });

  test('knows the newest label of each payment', () => {
    expect(query(`SELECT payment_id, fraud FROM labels WHERE ${ofSent} ORDER BY fraud DESC`)).toEqual([
      { payment_id: MISSED.id, fraud: true },
      { payment_id: CLEARED.id, fraud: false },
    ]);
  });

  test('answers the queries that are saved in Athena with the numbers of what was sent', () => {
    const isStopped = decisions.get(MISSED.id)?.outcome !== 'approve';
    const after = sums();
    expect(after.labelled - before.labelled).toBe(2);
    expect(after.fraud - before.fraud).toBe(1);
    expect(after.saved - before.saved).toBe(isStopped ? MISSED.amountMinor : 0);
    expect(after.lost - before.lost).toBe(isStopped ? 0 : MISSED.amountMinor);

    const offender = query('--name', 'velocity-offenders').filter(({ sender }) => sender === BUSY);
    const ofBusy = SENT.filter(({ sender }) => sender.account === BUSY);
    const amount_minor = ofBusy.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    expect(offender).toMatchObject([{ payments: ofBusy.length, amount_minor }]);

    const trail = query('--name', 'account-audit-trail', '--account', BUSY);
    expect(trail.filter(({ kind }) => kind === 'decision')).toHaveLength(ofBusy.length);
    expect(trail.filter(({ kind }) => kind === 'label')).toHaveLength(3);
  });
});
