import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decisionRow } from '../../src/archive/row.ts';
import { archiveFolder } from '../../src/embedded/archive-folder.ts';
import { aDecision } from '../builders/a-decision.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aFolder, removeAll } from '../builders/a-system.ts';
import { anArchive } from '../builders/an-archive.ts';

const COMMAND = join(import.meta.dirname, '..', '..', 'bin', 'query.ts');
const SENDER = "O'Hara";

let dataDir: string;
beforeAll(async () => {
  dataDir = await aFolder();
  const archive = await anArchive(archiveFolder(dataDir));
  const row = decisionRow(aDecision({ payment: aPayment({ id: 'p-1', sender: { account: SENDER } }) }));
  await archive.append(0, [{ position: 1, row }]);
});
afterAll(removeAll);

const query = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, '--data', dataDir, ...args], {
    encoding: 'utf8',
  });
  return { status, lines: stdout.trimEnd().split('\n'), stderr };
};

describe('npm run query', () => {
  test('prints a table, or a JSON object a line', () => {
    const sql = 'SELECT payment_id, amount_minor FROM decisions';
    const amount_minor = aPayment().amountMinor;
    expect(query(sql).lines).toEqual([
      'payment_id  amount_minor',
      '----------  ------------',
      `p-1         ${String(amount_minor).padStart(12)}`,
      '(1 rows)',
    ]);
    expect(query('--json', sql).lines.map((line) => JSON.parse(line))).toEqual([{ payment_id: 'p-1', amount_minor }]);
  });

  test('says when a table ends before the rows do', () => {
    const { lines } = query('--rows', '2', 'SELECT * FROM range(5)');
    expect(lines.slice(2)).toEqual(['    0', '    1', '(the first 2 rows; --rows N for more, --json for all)']);
  });

  test('runs a saved query, about whatever account it is given', () => {
    const trail = (account: string) => query('--json', '--name', 'account-audit-trail', '--account', account).lines;
    expect(trail(SENDER).map((line) => JSON.parse(line))).toMatchObject([{ payment_id: 'p-1', sender: SENDER }]);
    expect(trail("x' OR '1' = '1")).toEqual(['']);
  });

  test.each([
    [['--name', 'nope'], /no query nope; there are:\n {2}account-audit-trail {2}/],
    [['--name', 'account-audit-trail'], /needs --account ID/],
    [['--name', 'money-saved', '--account', 'a'], /takes no --account/],
    [['selec 1'], /^Failed to extract statements: Parser Error: syntax error/],
    [[''], /the SQL is empty/],
    [['SELECT 1; SELECT 2'], /expected one statement, got 2/],
    [['--account', 'a', 'SELECT 1'], /--account goes with --name/],
    [[], /say either SQL or --name/],
    [['--since', '2026-11-21', 'SELECT 1'], /--since goes with --stage/],
    [['--target', 'local', '--stage', 'dev', 'SELECT 1'], /--target <where>' cannot be used with/],
    [['--stage', 'local', '--since', 'monday', 'SELECT 1'], /Expected a day such as 2026-11-21/],
  ])('refuses %j in a line and with status 1', (args, message) => {
    const { status, stderr } = query(...args);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ at .*\.ts:/);
  });
});
