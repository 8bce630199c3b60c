import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createQuarantine } from '../../src/embedded/quarantine.ts';
import { embeddedRedrive } from '../../src/embedded/redrive.ts';
import { openStore } from '../../src/embedded/store.ts';
import { redriveAll } from '../../src/quarantine/redrive.ts';
import { createHistory } from '../../src/table/measure-history.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aSystem, removeAll } from '../builders/a-system.ts';
import { simulatedPayments } from '../builders/simulated-payments.ts';
import { aStream } from './stream/a-stream.ts';

afterEach(removeAll);

/** What a card tester leaves: the rule blocks the payment that follows. */
const cardTesting = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    aPayment({
      id: `test-${n}`,
      occurredAt: new Date(Date.parse('2026-03-02T12:00:00Z') + n * 1000).toISOString(),
      type: 'CARD',
      amountMinor: 100,
      sender: { account: `victim-${n}` },
      receiver: { account: 'shop' },
      deviceId: 'bad-device',
      card: `tok-${n}`,
      failed: n < count - 1,
    }),
  );

describe('the whole system', () => {
  test('measures payments on the stream bit for bit as the training table does', async () => {
    const rows = simulatedPayments(1_500);
    const system = await aSystem({ batchSize: 64 });
    await system.ports.putPayments(rows.map(({ payment }) => payment));
    await system.settled();
    const decisions = await system.ports.findDecisions(rows.map(({ payment }) => payment.id));
    const offline = createHistory(365 * 86_400_000);
    for (const row of rows) {
      const { features } = offline(row);
      const online = decisions.get(row.payment.id)?.features ?? new Float32Array();
      expect(
        Buffer.from(online.buffer, online.byteOffset, online.byteLength).equals(Buffer.from(features.buffer)),
      ).toBe(true);
    }
  });

  test('leaves an alert that was put back to who sends alerts, when it runs without a channel meanwhile', async () => {
    const { dataDir, ...refusing } = await aSystem({ publish: async () => ({ refused: 'the webhook answered 400' }) });
    await refusing.ports.putPayments(cardTesting(8));
    await refusing.settled();
    await refusing.stop();
    const store = await openStore(dataDir);
    const [stream, alerts] = [await aStream(store), await aStream(store, { name: 'alerts', consumers: ['alert'] })];
    const { done } = await redriveAll(embeddedRedrive({ store, stream, alerts, quarantine: createQuarantine(store) }));
    await store.close();
    const replaying = await aSystem({ dataDir, publish: undefined });
    await replaying.settled();
    await replaying.stop();
    const sending = await aSystem({ dataDir });
    await sending.settled();
    expect(done).toBeGreaterThan(0);
    expect(sending.alerts).toHaveLength(done);
  });

  test('decides a payment that comes twice once: the first decision stands, counters move once, one alert goes out', async () => {
    const payments = cardTesting(8);
    const system = await aSystem();
    for (let time = 0; time < 3; time += 1) await system.ports.putPayments(payments);
    await system.settled();
    const summary = await system.ports.readSummary({ minutes: 1 });
    expect(summary.processed).toBe(8);
    expect(system.alerts.map(({ paymentId }) => paymentId)).toEqual([
      ...new Set(system.alerts.map(({ paymentId }) => paymentId)),
    ]);
    expect(system.alerts.map(({ paymentId }) => paymentId)).toContain('test-7');
  });

  test('quarantines an id that comes with another body, and leaves the first decision and every counter alone', async () => {
    const system = await aSystem();
    await system.ports.putPayments([aPayment()]);
    await system.settled();
    const before = await system.ports.findDecision('p-1');
    await system.ports.putPayments([aPayment({ amountMinor: 999_999 })]);
    await system.settled();
    expect(await system.ports.findDecision('p-1')).toEqual(before);
    expect(await system.ports.readSummary({ minutes: 1 })).toMatchObject({ processed: 1, quarantined: 1 });
    expect((await system.ports.readAccount('C-ann'))?.sent['7d'].count).toBe(0);
  });

  test('keeps what it knows over a restart, and goes on counting where it was', async () => {
    const rows = simulatedPayments(300);
    const first = await aSystem();
    await first.ports.putPayments(rows.slice(0, 150).map(({ payment }) => payment));
    await first.settled();
    const before = await first.ports.readSummary({ minutes: 1 });
    await first.stop();
    const second = await aSystem({ dataDir: first.dataDir });
    expect((await second.ports.readSummary({ minutes: 1 })).processed).toBe(before.processed);
    await second.ports.putPayments(rows.map(({ payment }) => payment));
    await second.settled();
    expect((await second.ports.readSummary({ minutes: 1 })).processed).toBe(300);
  });

  test('sends an alert again when the channel failed, and only once when it did not', async () => {
    let failures = 2;
    const sent: string[] = [];
    const system = await aSystem({
      publish: async ({ paymentId }) => {
        failures -= 1;
        if (failures >= 0) throw new Error('the channel is down');
        sent.push(paymentId);
      },
    });
    await system.ports.putPayments(cardTesting(8));
    await system.settled();
    await sleep(10);
    expect(sent).toContain('test-7');
    expect(new Set(sent).size).toBe(sent.length);
  });
});
