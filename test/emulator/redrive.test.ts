import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LOCAL_CLIENT } from '../../src/deploy/deploy-local.ts';
import type { Quarantined } from '../../src/ports.ts';
import { ROOT } from '../../src/root.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aFolder, removeAll } from '../builders/a-system.ts';
import { eventually } from './eventually.ts';
import { physicalId } from './physical-id.ts';
import { aTag, minutesAgo } from './some-payments.ts';
import { putRecords, recordOf } from './stream-client.ts';
import { decisionsOf, itemsOf } from './table-client.ts';
import { DEPLOY_LIMIT_MS, theDeployment } from './the-deployment.ts';

/** `npm run redrive -- --target local ...`, and what it says. */
const redrive = async (...args: readonly string[]): Promise<string> => {
  const command = [join(ROOT, 'bin', 'redrive.ts'), '--target', 'local', ...args];
  return (await promisify(execFile)(process.execPath, command, { cwd: ROOT })).stdout;
};

const listed = async (partitionKey: string): Promise<readonly Quarantined[]> =>
  (await redrive('--list', '--json'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter((record: Quarantined) => record.partitionKey === partitionKey || record.payload.includes(partitionKey));

describe('the quarantine of the deployed stack', () => {
  let stream: string;
  let table: string;

  beforeAll(async () => {
    const { outputs } = await theDeployment();
    stream = outputs['PaymentsStream'];
    table = outputs['DecisionsTable'];
  }, DEPLOY_LIMIT_MS);
  afterAll(removeAll);

  const inQuarantine = (partitionKey: string, count: number) =>
    eventually(async () => {
      const records = await listed(partitionKey);
      return records.length === count ? records : undefined;
    });

  test('is listed, and a record of it is mended, put back and decided', async () => {
    const account = `C-mend-${aTag()}`;
    const good = aPayment({ id: `mended-${account}`, occurredAt: minutesAgo(1), sender: { account } });
    const text = JSON.stringify({ ...good, amountMinor: 'a lot' });
    await putRecords(stream, [{ partitionKey: account, text }]);
    const [record] = await inQuarantine(account, 1);
    expect(record).toMatchObject({ reason: 'invalid_payment', payload: text });
    expect(await redrive('--list')).toContain(record.id);
    const file = join(await aFolder(), 'mended.json');
    await writeFile(file, JSON.stringify(good));
    expect(await redrive('--id', record.id, '--file', file)).toMatch(/^1 put back on the stream/);
    expect((await decisionsOf(table, [good.id])).size).toBe(1);
    expect(await listed(account)).toEqual([]);
  });

  test('is given back what is still wrong, and lets go of it when told to', async () => {
    const account = `C-wrong-${aTag()}`;
    await putRecords(stream, [{ partitionKey: account, text: '{' }]);
    const [first] = await inQuarantine(account, 1);
    await redrive('--id', first.id);
    const [again] = await eventually(async () => {
      const records = await listed(account);
      return records.some(({ id }) => id !== first.id) ? records : undefined;
    });
    expect(again).toMatchObject({ payload: '{', reason: 'malformed_json' });
    expect(await redrive('--id', again.id, '--discard')).toBe('1 discarded.\n');
    expect(await listed(account)).toEqual([]);
  });

  test('takes in a batch that was given up, from the stream, and says what of it is gone', async () => {
    const account = `C-late-${aTag()}`;
    const payment = aPayment({ id: `late-${account}`, occurredAt: minutesAgo(1), sender: { account } });
    const [place] = await putRecords(stream, [recordOf(payment)]);
    await decisionsOf(table, [payment.id]);
    const before = await itemsOf(table, [payment.id]);
    await new SQSClient(LOCAL_CLIENT).send(
      new SendMessageCommand({
        QueueUrl: await physicalId('AWS::SQS::Queue', /^ScoringFailures/),
        MessageBody: JSON.stringify({
          requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 11 },
          timestamp: new Date().toISOString(),
          KinesisBatchInfo: {
            shardId: place.shardId,
            startSequenceNumber: place.sequenceNumber,
            endSequenceNumber: place.sequenceNumber,
            batchSize: 3,
            streamArn: account,
          },
        }),
      }),
    );
    const id = `${place.shardId}:${place.sequenceNumber}`;
    const kept = await eventually(async () => {
      const records = (await redrive('--list', '--json')).split('\n').filter((line) => line.includes(id));
      return records.length === 2 ? records.map((line): Quarantined => JSON.parse(line)) : undefined;
    });
    expect(kept).toMatchObject([
      { id, reason: 'retries_exhausted', payload: JSON.stringify(payment), partitionKey: account },
      { id: `${id}:gone`, reason: 'gone_from_stream', detail: expect.stringMatching(/^2 of 3 records /) },
    ]);
    expect(await redrive('--id', id, `${id}:gone`)).toMatch(/^1 put back on the stream.* 1 left \(gone_from_stream\)/);
    await redrive('--id', `${id}:gone`, '--discard');
    const fence = aPayment({ id: `behind-${account}`, occurredAt: minutesAgo(1), sender: { account } });
    await putRecords(stream, [recordOf(fence)]);
    await decisionsOf(table, [fence.id]);
    expect(await itemsOf(table, [payment.id])).toEqual(before);
    expect(await listed(account)).toEqual([]);
  });
});
