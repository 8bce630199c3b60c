import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deliveriesTo } from './emulator-log.ts';
import { eventually } from './eventually.ts';
import { accountDrain, aTag, impossibleTravel } from './some-payments.ts';
import { putPayments } from './stream-client.ts';
import { type Delivered, queueSubscriber, type Subscriber, webSubscriber } from './subscribers.ts';
import { decisionsOf } from './table-client.ts';
import { DEPLOY_LIMIT_MS, ON_CALL, theDeployment } from './the-deployment.ts';

const BLOCKED_ONLY = { outcome: ['block'] };

describe('alerts', () => {
  let put: (payments: Parameters<typeof putPayments>[1]) => Promise<void>;
  let table: string;
  let subscribers: Readonly<Record<'all' | 'blocked' | 'high' | 'web', Subscriber>>;

  beforeAll(async () => {
    const { outputs } = await theDeployment();
    const topic = outputs['AlertsTopicArn'];
    const tag = aTag();
    table = outputs['DecisionsTable'];
    put = (payments) => putPayments(outputs['PaymentsStream'], payments);
    subscribers = {
      all: await queueSubscriber(topic, `all-${tag}`),
      blocked: await queueSubscriber(topic, `blocked-${tag}`, BLOCKED_ONLY),
      high: await queueSubscriber(topic, `high-${tag}`, { severity: ['high'], reason: ['impossible_travel'] }),
      web: await webSubscriber(topic, BLOCKED_ONLY),
    };
  }, DEPLOY_LIMIT_MS);
  afterAll(() => Promise.all(Object.values(subscribers ?? {}).map(({ remove }) => remove())));

  const alertsOf = async (subscriber: Subscriber, id: string): Promise<readonly Delivered[]> =>
    (await subscriber.delivered()).filter(({ Message }) => Message.includes(id));
  const alertOf = (subscriber: Subscriber, id: string): Promise<Delivered> =>
    eventually(async () => (await alertsOf(subscriber, id))[0]);

  test('of a blocked payment reach a queue, a web server, an e-mail and a phone, each in plain words', async () => {
    const [before, blocked] = impossibleTravel(aTag());
    await put([before, blocked]);
    expect((await decisionsOf(table, [blocked.id])).get(blocked.id)).toMatchObject({ outcome: 'block' });
    for (const subscriber of [subscribers.blocked, subscribers.high, subscribers.web]) {
      const { Subject, Message } = await alertOf(subscriber, blocked.id);
      expect(Subject).toBe(`Blocked: $380.00, ${blocked.sender.account} to ${blocked.receiver.account}`.slice(0, 99));
      expect(Message).toMatch(/^Blocked: a payment of \$380\.00 from C-\w+ to M-watches-\w+\.\nProbability of fraud /);
    }
    const email = await eventually(async () => (await deliveriesTo(ON_CALL.alertEmails, blocked.id))[0]);
    expect(email).toMatch(/^Blocked: a payment of \$380\.00 from /);
    const phone = await eventually(async () => (await deliveriesTo(ON_CALL.alertPhones, blocked.id))[0]);
    expect(phone).toMatch(/^Sluice: Blocked: \$380\.00, C-\w+ to M-watches-\w+ \(impossible travel\) singapore-/);
    expect(phone.length).toBeLessThanOrEqual(160);
  });

  test('of a held payment do not reach who asked for blocked ones only', async () => {
    const tag = aTag();
    const held = accountDrain(tag);
    const [before, blocked] = impossibleTravel(tag);
    await put([held, before, blocked]);
    const { Message } = await alertOf(subscribers.all, held.id);
    expect(Message).toMatch(/^Held for review: a payment of \$5,000\.00 from /);
    for (const subscriber of [subscribers.blocked, subscribers.web]) {
      await alertOf(subscriber, blocked.id);
      expect(await alertsOf(subscriber, held.id)).toEqual([]);
    }
    expect(await eventually(async () => (await deliveriesTo(ON_CALL.alertEmails, held.id))[0])).toContain('Held for');
    expect(await deliveriesTo(ON_CALL.alertPhones, held.id)).toEqual([]);
  });

  test('go out once for a payment that comes three times', async () => {
    const [before, blocked] = impossibleTravel(`again-${aTag()}`);
    await put([before, blocked]);
    await alertOf(subscribers.all, blocked.id);
    // Of the same sender, so that it is decided after the payments before it, however many batches of a shard run at a time.
    const fence = { ...accountDrain(`fence-${aTag()}`), sender: { ...blocked.sender, balanceBeforeMinor: 500_000 } };
    await put([blocked, before, blocked, fence]);
    await alertOf(subscribers.all, fence.id);
    for (const subscriber of Object.values(subscribers).filter((each) => each !== subscribers.high))
      expect(await alertsOf(subscriber, blocked.id)).toHaveLength(1);
    expect(await deliveriesTo(ON_CALL.alertEmails, blocked.id)).toHaveLength(1);
  });
});
