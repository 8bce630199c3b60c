import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { archiveQueries } from '../../lib/archive-queries.ts';
import { ARCHIVE_TABLE } from '../../src/archive/columns.ts';
import { archiveFolder } from '../../src/embedded/archive-folder.ts';
import { recordLabels } from '../../src/labels/record-labels.ts';
import { aPayment, PAYMENT_TIME } from '../builders/a-payment.ts';
import { aFolder, aSystem, removeAll } from '../builders/a-system.ts';
import { asked } from './asked.ts';

afterEach(removeAll);

const payments = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) =>
    aPayment({ id: `p-${first + at}`, type: at % 2 === 0 ? 'CARD' : 'TRANSFER' }),
  );

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await sleep(10);
};

describe('the archive of a system', () => {
  test('holds every decision and label once, over restarts and payments that come twice', async () => {
    const dataDir = await aFolder();
    const first = await aSystem({ dataDir });
    await first.ports.putPayments([...payments(0, 50), ...payments(0, 10)]);
    await first.settled();
    await recordLabels([{ paymentId: 'p-3', fraud: true, labelledAtMs: Date.parse(PAYMENT_TIME) }], first.ports);
    await first.stop();
    const second = await aSystem({ dataDir });
    await second.ports.putPayments(payments(40, 20));
    await second.settled();
    const folder = archiveFolder(dataDir);
    const [counted] = await asked(
      folder,
      `SELECT count(*) AS rows, count(DISTINCT payment_id) AS payments FROM changes WHERE kind = 'decision'`,
    );
    expect(counted).toEqual({ rows: 60, payments: 60 });
    expect(await asked(folder, 'SELECT payment_id, fraud FROM labels')).toEqual([{ payment_id: 'p-3', fraud: true }]);
    const [row] = await asked(
      folder,
      `SELECT outcome, probability, model_version FROM decisions WHERE payment_id = 'p-3'`,
    );
    const decision = (await second.ports.findDecisions(['p-3'])).get('p-3');
    expect(row).toEqual({
      outcome: decision?.outcome,
      probability: decision?.probability,
      model_version: decision?.versions.model,
    });
  });

  test('says that a file could not be written, and writes it once it can', async () => {
    const dataDir = await aFolder();
    const reports: string[] = [];
    const { ports, settled } = await aSystem({ dataDir, report: (message) => reports.push(message) });
    const table = join(archiveFolder(dataDir), ARCHIVE_TABLE);
    await rm(table, { recursive: true });
    await writeFile(table, 'in the way of the folder');
    await ports.putPayments(payments(0, 5));
    const done = settled();
    await until(() => reports.length > 0);
    await rm(table);
    await done;
    expect(reports[0]).toMatch(
      /^archive: a batch of 5 failed and is tried again: Error: cannot make the folder .*: E(EXIST|NOTDIR)/,
    );
    expect(await asked(archiveFolder(dataDir), 'SELECT count(*) AS rows FROM changes')).toEqual([{ rows: 5 }]);
  });

  test('answers the queries that are saved in Athena', async () => {
    const { ports, settled, dataDir } = await aSystem();
    await ports.putPayments(payments(0, 30));
    await settled();
    await recordLabels(
      [0, 1, 2, 3].map((at) => ({ paymentId: `p-${at}`, fraud: at < 3, labelledAtMs: Date.parse(PAYMENT_TIME) })),
      ports,
    );
    await settled();
    const answers = new Map<string, readonly unknown[]>();
    for (const { name, sql } of archiveQueries())
      answers.set(name, await asked(archiveFolder(dataDir), sql.replaceAll('ACCOUNT', aPayment().sender.account)));
    expect(answers.get('fraud-rate-by-type')).toMatchObject([
      { type: 'CARD', labelled: 2, fraud: 2, fraud_rate: 1 },
      { type: 'TRANSFER', labelled: 2, fraud: 1, fraud_rate: 0.5 },
    ]);
    expect(answers.get('velocity-offenders')).toMatchObject([{ sender: aPayment().sender.account, payments: 30 }]);
    expect(answers.get('account-audit-trail')).toHaveLength(34);
    expect(answers.get('money-saved')).toHaveLength(1);
  });
});
