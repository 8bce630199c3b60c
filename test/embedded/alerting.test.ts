import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { packDecision } from '../../src/domain/decision/codec.ts';
import { createAlertClaims } from '../../src/embedded/adapters/alerts.ts';
import { flaggedReference } from '../../src/embedded/adapters/change-reference.ts';
import { decisionKey } from '../../src/embedded/adapters/decisions.ts';
import { consumeAlerts, type Publish } from '../../src/embedded/alerting.ts';
import { createQuarantine, type QuarantineStore } from '../../src/embedded/quarantine.ts';
import { embeddedRedrive } from '../../src/embedded/redrive.ts';
import type { Store } from '../../src/embedded/store.ts';
import type { Consumption } from '../../src/embedded/stream/consume.ts';
import type { Stream } from '../../src/embedded/stream/stream.ts';
import { redriveAll } from '../../src/quarantine/redrive.ts';
import { aDecision } from '../builders/a-decision.ts';
import { aStore, removeStores } from './a-store.ts';
import { aStream } from './stream/a-stream.ts';

const IDS = ['p-1', 'p-2', 'p-3'];
const NOW_MS = Date.UTC(2026, 2, 2, 12);
const DAY_MS = 86_400_000;

describe('an alert that cannot be sent', () => {
  let store: Store;
  let quarantine: QuarantineStore;
  let changes: Stream;
  let alerts: Stream;
  let nowMs = NOW_MS;
  const sent: string[] = [];
  const running: Consumption[] = [];

  beforeEach(async () => {
    nowMs = NOW_MS;
    sent.length = 0;
    ({ store } = await aStore());
    quarantine = createQuarantine(store);
    const consumers = ['alert'];
    changes = await aStream(store, { name: 'changes', consumers, nowMs: () => nowMs });
    alerts = await aStream(store, { name: 'alerts', consumers, nowMs: () => nowMs });
    for (const id of IDS) {
      const decision = aDecision({ id, outcome: 'block' });
      await store.stage([{ key: decisionKey(id), value: packDecision(decision) }]);
    }
    await changes.put(IDS.map((id) => ({ partitionKey: '', data: flaggedReference(id) })));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map(({ stop }) => stop()));
    await removeStores();
  });

  /** Sends what is on both streams, until no alert is left there. */
  const alerting = async (publish: Publish): Promise<void> => {
    const parts = { store, publish, nowMs: () => nowMs, report: () => undefined, reportFailure: () => undefined };
    const backoff = { firstMs: 0, mostMs: 0 };
    for (const stream of [changes, alerts])
      running.push(consumeAlerts(stream, { ...parts, quarantine: quarantine.quarantine, backoff }));
    await Promise.all([changes.room(0), alerts.room(0)]);
    await Promise.all(running.splice(0).map(({ stop }) => stop()));
  };

  const send: Publish = async ({ paymentId }) => {
    sent.push(paymentId);
    return undefined;
  };
  const failing =
    (fail: () => ReturnType<Publish>): Publish =>
    async (alert) =>
      alert.paymentId === 'p-1' ? fail() : send(alert);
  const refuse = failing(async () => ({ refused: 'the webhook answered 400' }));
  const fail = failing(async () => {
    throw new Error('the webhook answered 404');
  });

  test.each([
    ['a channel that refuses it', 'alert_refused', 'the webhook answered 400', refuse],
    ['a channel that fails for an hour', 'alert_not_sent', 'the webhook answered 404', fail],
  ])('because of %s is set aside whole, and those behind it go on', async (_, reason, detail, publish) => {
    await alerting(publish);
    expect(sent).toEqual(['p-2', 'p-3']);
    expect(quarantine.find('alert:p-1')).toMatchObject({ reason, detail, at: new Date(NOW_MS).toISOString() });
    expect(JSON.parse(quarantine.find('alert:p-1')?.payload ?? '')).toMatchObject({
      paymentId: 'p-1',
      subject: expect.stringContaining('Blocked: '),
    });
    expect(await quarantine.count()).toBe(1);
  });

  test.each([
    ['refused', refuse],
    ['not sent', fail],
  ])('and was %s goes out once it is redriven, and no other alert again', async (_, publish) => {
    await alerting(publish);
    const redrivable = embeddedRedrive({ store, stream: changes, alerts, quarantine });
    expect(await redriveAll(redrivable)).toMatchObject({ done: 1 });
    await alerting(send);
    expect(sent).toEqual(['p-2', 'p-3', 'p-1']);
    expect(await quarantine.count()).toBe(0);
  });

  test('but had gone out when the process was killed is not set aside, and so not sent twice', async () => {
    const claims = createAlertClaims(store);
    await claims.claimAlert('p-1');
    await claims.confirmAlert('p-1');
    nowMs += 3 * DAY_MS + 1;
    await alerting(send);
    expect(quarantine.find('alert:p-1')).toBeUndefined();
    expect(await quarantine.count()).toBe(2);
  });

  test('within three days is set aside with all that are as old', async () => {
    nowMs += 3 * DAY_MS + 1;
    await alerting(send);
    expect(sent).toEqual([]);
    expect(await quarantine.count()).toBe(3);
  });
});
