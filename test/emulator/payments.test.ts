import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Decision } from '../../src/domain/decision/decision.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aSystem, removeAll } from '../builders/a-system.ts';
import { eventually } from './eventually.ts';
import { aTag, minutesAgo, paysimPayments } from './some-payments.ts';
import { putPayments, putRecords, recordOf } from './stream-client.ts';
import { decisionsOf, itemsOf, quarantined } from './table-client.ts';
import { DEPLOY_LIMIT_MS, theDeployment } from './the-deployment.ts';

const ROWS = 1_000;
/** All of a decision but when and how fast it was made. */
const madeOf = ({ decidedAtMs: _, tookMicros: __, ...decision }: Decision) => decision;

describe('payments put on the stream', () => {
  let stream: string;
  let table: string;

  beforeAll(async () => {
    const { outputs } = await theDeployment();
    stream = outputs['PaymentsStream'];
    table = outputs['DecisionsTable'];
  }, DEPLOY_LIMIT_MS);
  afterAll(removeAll);

  test('are decided on the stack as in one process, field by field', async () => {
    const rows = await paysimPayments(ROWS, aTag());
    const ids = rows.map(({ id }) => id);
    await putPayments(stream, rows);
    const { ports, settled } = await aSystem();
    await ports.putPayments(rows);
    await settled();
    const embedded = await ports.findDecisions(ids);
    const deployed = await decisionsOf(table, ids);
    const pairs = ids.flatMap((id) => {
      const [there, here] = [deployed.get(id), embedded.get(id)];
      return there === undefined || here === undefined ? [] : [{ there: madeOf(there), here: madeOf(here) }];
    });
    expect(pairs).toHaveLength(ROWS);
    expect(pairs.map(({ there }) => there)).toEqual(pairs.map(({ here }) => here));
    expect(pairs.filter(({ here }) => here.outcome !== 'approve').length).toBeGreaterThan(5);
  });

  test('change nothing when they come again', async () => {
    const rows = await paysimPayments(50, aTag());
    const ids = rows.map(({ id }) => id);
    await putPayments(stream, rows);
    await decisionsOf(table, ids);
    const before = await itemsOf(table, ids);
    // One of each sender behind them: when it is decided, so was what its sender had put before.
    const fences = rows.map(({ sender, id }) =>
      aPayment({ id: `fence-${id}`, occurredAt: minutesAgo(1), sender: { account: sender.account } }),
    );
    await putPayments(stream, [...rows, ...fences]);
    await decisionsOf(
      table,
      fences.map(({ id }) => id),
    );
    expect(byId(await itemsOf(table, ids))).toEqual(byId(before));
  });

  test('are decided beside a poison record, which is quarantined', async () => {
    const tag = aTag();
    const [first, last] = ['first', 'last'].map((name) =>
      aPayment({ id: `${name}-${tag}`, occurredAt: minutesAgo(1), sender: { account: `C-${tag}` } }),
    );
    const poison = { partitionKey: `C-${tag}`, text: `{"id":"poison-${tag}","amountMinor":` };
    const odd = { partitionKey: `C-${tag}`, text: JSON.stringify({ ...first, id: `odd-${tag}`, amountMinor: -5 }) };
    await putRecords(stream, [recordOf(first), poison, odd, recordOf(last)]);
    const decided = await decisionsOf(table, [first.id, last.id]);
    expect([...decided.keys()].sort()).toEqual([first.id, last.id]);
    const kept = await eventually(async () => {
      const records = (await quarantined()).filter((item) => item['partitionKey']?.S === `C-${tag}`);
      return records.length === 2 ? records : undefined;
    });
    expect(kept.map((item) => item['reason']?.S).sort()).toEqual(['invalid_payment', 'malformed_json']);
    expect(kept.map((item) => item['detail']?.S).join()).toContain('/amountMinor');
    expect(await itemsOf(table, [`odd-${tag}`])).toEqual([]);
  });
});

const byId = (items: Awaited<ReturnType<typeof itemsOf>>) => new Map(items.map((item) => [item['id']?.S, item]));
