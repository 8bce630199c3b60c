import { describe, expect, test } from '@jest/globals';
import { createPublish } from '../../src/aws/adapters/publish-alerts.ts';
import { createPutPayments } from '../../src/aws/adapters/put-payments.ts';
import { EMPTY_PROFILE, withLabel } from '../../src/domain/profile/profile.ts';
import { alertOf } from '../../src/fan-out/alert-text.ts';
import { isTransient } from '../../src/transient.ts';
import { aDecision } from '../builders/a-decision.ts';
import { aPayment } from '../builders/a-payment.ts';
import { awsAdapters } from '../contract/adapters.ts';
import { createFakeAws } from './fake/fake-aws.ts';
import { TABLES } from './fake/fake-dynamo.ts';

const manyDecisions = (count: number) => Array.from({ length: count }, (_, at) => aDecision({ id: `p-${at}` }));
const aProfile = (id: number) => withLabel(EMPTY_PROFILE, { id, atMs: 1, labelledAtMs: 2, fraud: true });

describe('a throttled table', () => {
  test('is written to again, with the statements that it refused and no others', async () => {
    const aws = createFakeAws();
    aws.faults['BatchExecuteStatement'] = [{ refuse: 7 }, { refuse: 0 }, { refuse: 3 }];
    const decisions = manyDecisions(50);
    expect(await awsAdapters(aws).recordDecisions(decisions)).toEqual(decisions);
    expect(aws.table(TABLES.DECISIONS_TABLE).changes).toHaveLength(50);
    expect(aws.calls['BatchExecuteStatement']).toBe(4);
  });

  test('that does not recover is a transient failure, after a bounded number of calls', async () => {
    const aws = createFakeAws();
    aws.faults['BatchExecuteStatement'] = Array.from({ length: 50 }, () => ({ refuse: 25 }));
    const failure = await awsAdapters(aws)
      .recordDecisions(manyDecisions(5))
      .catch((error) => error);
    expect(isTransient(failure)).toBe(true);
    expect(failure.message).toBe('5 of 5 statements still refused (ThrottlingError) after 6 attempts');
    expect(aws.calls['BatchExecuteStatement']).toBe(6);
  });

  test('is asked again for the keys that it left unprocessed', async () => {
    const aws = createFakeAws();
    const { findDecisions } = awsAdapters(aws);
    await awsAdapters(aws).recordDecisions(manyDecisions(120));
    aws.faults['BatchGetItem'] = [{ refuse: 40 }];
    expect((await findDecisions(manyDecisions(120).map(({ id }) => id))).size).toBe(120);
    expect(aws.calls['BatchGetItem']).toBe(3);
  });
});

describe('a conditional conflict', () => {
  test.each([false, true])('over a decision gives back the winner (item untold: %s)', async (silent) => {
    const aws = createFakeAws();
    await awsAdapters(aws).recordDecisions([aDecision({ probability: 0.75 })]);
    aws.faults['BatchExecuteStatement'] = [{ silent }];
    const [standing] = await awsAdapters(aws).recordDecisions([aDecision()]);
    expect(standing.probability).toBe(0.75);
  });

  test('with our own earlier write, whose answer was lost, is no conflict', async () => {
    const aws = createFakeAws();
    const decision = aDecision();
    await awsAdapters(aws).recordDecisions([decision]);
    const [standing] = await awsAdapters(aws).recordDecisions([decision]);
    expect(standing).toBe(decision);
  });

  test.each([false, true])('over a profile shows the newer one to the next read (item untold: %s)', async (silent) => {
    const aws = createFakeAws();
    const [first, second] = [awsAdapters(aws), awsAdapters(aws)];
    await first.extendProfiles([{ key: 'a:x', profile: aProfile(1), readVersion: 0 }]);
    await second.extendProfiles([{ key: 'a:x', profile: aProfile(2), readVersion: 1 }]);
    aws.faults['BatchExecuteStatement'] = [{ silent }];
    expect(await first.extendProfiles([{ key: 'a:x', profile: aProfile(3), readVersion: 1 }])).toEqual(['a:x']);
    expect((await first.readProfiles(['a:x'])).get('a:x')).toEqual({ profile: aProfile(2), version: 2 });
  });

  test('stays right when the table answers reads with what was there before', async () => {
    const aws = createFakeAws();
    const { readProfiles, extendProfiles } = awsAdapters(aws);
    await extendProfiles([{ key: 'a:x', profile: aProfile(1), readVersion: 0 }]);
    const profiles = aws.table(TABLES.PROFILES_TABLE);
    const [[name, old]] = [...profiles.items];
    await extendProfiles([{ key: 'a:x', profile: aProfile(2), readVersion: 1 }]);
    profiles.items.set(name, old);
    expect((await readProfiles(['a:x'])).get('a:x')).toEqual({ profile: aProfile(2), version: 2 });
  });

  test('over the quarantine counts each record once', async () => {
    const aws = createFakeAws();
    const record = { reason: 'r', detail: 'd', payload: 'x', partitionKey: 'k', at: '2026-03-02T12:00:00.000Z' };
    const other = awsAdapters(aws);
    let raced: Promise<void> = Promise.resolve();
    aws.faults['TransactWriteItems'] = [
      {
        before: () => {
          raced = other.quarantine([{ id: 's:1', ...record }]);
        },
      },
    ];
    await awsAdapters(aws).quarantine([
      { id: 's:1', ...record },
      { id: 's:2', ...record },
    ]);
    await raced;
    expect(await other.countQuarantined()).toBe(2);
  });
});

describe('a statement that can never be done', () => {
  test('throws, and is not taken for a conflict', async () => {
    const aws = createFakeAws();
    aws.faults['BatchExecuteStatement'] = [{ refuse: 1, code: 'ValidationError' }];
    await expect(awsAdapters(aws).recordDecisions([aDecision()])).rejects.toThrow(
      'DynamoDB refused a statement: ValidationError',
    );
  });
});

describe('Kinesis', () => {
  test('is given the records again that it refused, and no others', async () => {
    const aws = createFakeAws();
    aws.faults['PutRecords'] = [{ refuse: 3 }, { refuse: 1 }];
    const payments = Array.from({ length: 700 }, (_, at) => aPayment({ id: `p-${at}` }));
    await createPutPayments(aws.kinesis, 'payments')(payments);
    const ids = aws.records.map(({ Data }) => JSON.parse(Buffer.from(Data, 'base64').toString()).id);
    expect(ids.toSorted()).toEqual(payments.map(({ id }) => id).toSorted());
    expect(new Set(aws.records.map(({ PartitionKey }) => PartitionKey))).toEqual(new Set(['C-ann']));
  });

  test('that refuses for good is a transient failure', async () => {
    const aws = createFakeAws();
    aws.faults['PutRecords'] = Array.from({ length: 9 }, () => ({ refuse: 1 }));
    const failure = await createPutPayments(aws.kinesis, 'payments')([aPayment()]).catch((error) => error);
    expect(isTransient(failure)).toBe(true);
  });
});

describe('an alert through SNS', () => {
  const published = async (overrides: Parameters<typeof aPayment>[0]) => {
    const aws = createFakeAws();
    const alert = alertOf(aDecision({ outcome: 'block', probability: 0.9, payment: aPayment(overrides) }));
    await createPublish(aws.sns, 'arn:aws:sns:eu-west-1:0:alerts')(alert);
    return { alert, sent: aws.published[0], message: JSON.parse(aws.published[0]['Message']) };
  };

  test('carries a text for each protocol and the attributes that subscribers filter by', async () => {
    const { alert, sent, message } = await published({});
    expect(message.default).toBe(alert.text);
    expect(message.email).toBe(alert.text);
    expect(message.sms).toBe('Sluice: Blocked: $120.00, C-ann to C-bob (none) p-1');
    const names = [1, 2, 3, 4].map((at) => [
      sent[`MessageAttributes.entry.${at}.Name`],
      sent[`MessageAttributes.entry.${at}.Value.StringValue`],
    ]);
    expect(Object.fromEntries(names)).toEqual(alert.attributes);
  });

  test.each([
    ['another currency', { currency: 'EUR' as const }, 'Blocked: EUR 120.00, C-ann to C-bob'],
    ['a name in another script', { sender: { account: 'Ünal 山' } }, 'Blocked: $120.00, Unal ? to C-bob'],
    ['a line break in a name', { sender: { account: 'x\ny' } }, 'Blocked: $120.00, x y to C-bob'],
  ])('has a subject that SNS takes, with %s', async (_name, overrides, subject) => {
    expect((await published(overrides)).sent['Subject']).toBe(subject);
  });

  test('has a subject of less than 100 characters and an SMS of at most 160, whatever the names', async () => {
    const account = 'x'.repeat(64);
    const { sent, message } = await published({ sender: { account }, receiver: { account } });
    expect(sent['Subject'].length).toBeLessThan(100);
    expect(message.sms.length).toBeLessThanOrEqual(160);
  });
});
