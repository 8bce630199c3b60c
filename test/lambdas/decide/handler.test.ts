import { describe, expect, test } from '@jest/globals';
import { createHandler, type DecidePorts } from '../../../lambdas/decide/handler.ts';
import type { Quarantined } from '../../../src/ports.ts';
import { aKinesisEvent, PARTITION_KEY, SHARD_ID } from '../../builders/a-kinesis-event.ts';
import { timeAgo } from '../../builders/a-measurement.ts';
import { aPayment, PAYMENT_TIME } from '../../builders/a-payment.ts';
import { assessPorts } from '../../builders/assess-ports.ts';

const aLabelRecord = (paymentId: string, fraud = true) => ({
  label: { paymentId, fraud, labelledAt: timeAgo(-1_000) },
});

const deciding = (overrides: Partial<DecidePorts> = {}) => {
  const quarantined: Quarantined[] = [];
  const ports = assessPorts(overrides);
  const quarantine: DecidePorts['quarantine'] = async (records) => {
    quarantined.push(...records);
  };
  return { ports, quarantined, handler: createHandler({ ...ports, quarantine, ...overrides }) };
};

describe('a batch of payments', () => {
  test('is decided, each payment', async () => {
    const { ports, quarantined, handler } = deciding();
    await handler(aKinesisEvent(aPayment({ id: 'a' }), aPayment({ id: 'b' })));
    expect([...ports.decisions.keys()]).toEqual(['a', 'b']);
    expect(quarantined).toEqual([]);
  });

  test('that comes again, whole or in part, changes nothing', async () => {
    const { ports, quarantined, handler } = deciding();
    const data = [aPayment({ id: 'a' }), aPayment({ id: 'b' }), aLabelRecord('a')];
    await handler(aKinesisEvent(...data));
    const [decisions, profiles] = [structuredClone(ports.decisions), structuredClone(ports.profiles)];
    await handler(aKinesisEvent(...data));
    await handler(aKinesisEvent(...data.slice(1)));
    expect(ports.decisions).toEqual(decisions);
    expect(ports.profiles).toEqual(profiles);
    expect(quarantined).toEqual([]);
  });

  test('holds its poison back with reason and payload, and decides its neighbours', async () => {
    const { ports, quarantined, handler } = deciding();
    const negative = JSON.stringify(aPayment({ id: 'x', amountMinor: -1 }));
    await handler(aKinesisEvent(aPayment({ id: 'a' }), '{"id":', negative, aPayment({ id: 'b' })));
    expect([...ports.decisions.keys()]).toEqual(['a', 'b']);
    expect(quarantined).toEqual([
      {
        id: expect.stringMatching(new RegExp(`^${SHARD_ID}:\\d+1$`)),
        reason: 'malformed_json',
        detail: expect.stringContaining('JSON'),
        payload: '{"id":',
        partitionKey: PARTITION_KEY,
        at: new Date(PAYMENT_TIME).toISOString(),
      },
      expect.objectContaining({
        reason: 'invalid_payment',
        detail: '/amountMinor: expected at least 0, got -1',
        payload: negative,
      }),
    ]);
  });

  test.each<[string, unknown]>([
    ['invalid_payment', 'null'],
    ['invalid_payment', '[]'],
    ['invalid_payment', '7'],
    ['invalid_payment', '{}'],
    ['malformed_json', ''],
    ['malformed_json', '{"id":"p-1",'],
    ['malformed_json', Uint8Array.of(0xff, 0xfe, 0x00)],
    ['malformed_json', `id,amount\n1,2`],
    ['invalid_payment', { ...aPayment(), occurredAt: '2031-01-01T00:00:00Z' }],
    ['invalid_payment', { ...aPayment(), card: '4111111111111111' }],
    ['invalid_label', { label: { paymentId: 'p-1', fraud: 'yes', labelledAt: PAYMENT_TIME } }],
    ['invalid_label', { label: { paymentId: 'p-1', fraud: true } }],
    ['invalid_label', { label: { paymentId: 'p-1', fraud: true, labelledAt: '0001-01-01T00:00:00Z' } }],
    ['invalid_label', { label: { paymentId: 'p-1', fraud: true, labelledAt: '2099-01-01T00:00:00Z' } }],
    ['invalid_label', { label: null }],
    ['invalid_label', { ...aPayment(), label: true }],
  ])('quarantines as %s what can never succeed: %j', async (reason, datum) => {
    const { ports, quarantined, handler } = deciding();
    await handler(aKinesisEvent(datum, aPayment({ id: 'beside' })));
    expect(quarantined.map((record) => record.reason)).toEqual([reason]);
    expect([...ports.decisions.keys()]).toEqual(['beside']);
  });

  test('quarantines another body under a decided id, of an earlier batch or of this one', async () => {
    const { ports, quarantined, handler } = deciding();
    await handler(aKinesisEvent(aPayment({ id: 'a' })));
    await handler(
      aKinesisEvent(
        aPayment({ id: 'a', amountMinor: 1 }),
        aPayment({ id: 'b' }),
        aPayment({ id: 'b', amountMinor: 1 }),
      ),
    );
    expect(quarantined.map(({ reason, detail }) => [reason, detail])).toEqual([
      ['id_conflict', 'payment a was decided with another body; an id is decided once'],
      ['id_conflict', 'payment b was decided with another body; an id is decided once'],
    ]);
    expect(JSON.parse(quarantined[1].payload)).toEqual(aPayment({ id: 'b', amountMinor: 1 }));
    expect([...ports.decisions.values()].map(({ payment }) => payment.amountMinor)).toEqual([12_000, 12_000]);
  });
});

describe('labels on the stream', () => {
  test('are recorded for payments of earlier batches and of the same one', async () => {
    const { ports, quarantined, handler } = deciding();
    await handler(aKinesisEvent(aPayment({ id: 'a' })));
    await handler(aKinesisEvent(aLabelRecord('a'), aPayment({ id: 'b' }), aLabelRecord('b', false)));
    expect([...ports.labels.values()].map(({ paymentId, fraud }) => [paymentId, fraud])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    expect(quarantined).toEqual([]);
  });

  test('of a payment that was never decided are quarantined', async () => {
    const { ports, quarantined, handler } = deciding();
    await handler(aKinesisEvent(aLabelRecord('never'), aPayment({ id: 'a' })));
    expect(quarantined).toMatchObject([{ reason: 'unknown_payment', detail: 'no payment never was decided' }]);
    expect(ports.labels.size).toBe(0);
    expect(ports.decisions.size).toBe(1);
  });
});

describe('a fault of the infrastructure', () => {
  const failed = () => Promise.reject(new Error('the store is gone'));

  test.each<keyof DecidePorts>([
    'findDecisions',
    'readProfiles',
    'extendProfiles',
    'scoreRows',
    'recordDecisions',
    'findLabels',
    'writeLabels',
    'quarantine',
  ])('in %s throws, for the whole batch to be tried again', async (port) => {
    const { handler } = deciding({ [port]: failed });
    const batch = aKinesisEvent(aPayment({ id: 'a' }), aLabelRecord('a'), 'poison');
    await expect(handler(batch)).rejects.toThrow('the store is gone');
  });

  test('leaves nothing behind that the second try does not put right', async () => {
    const [broken, whole] = [deciding(), deciding()];
    const batch = aKinesisEvent(
      aPayment({ id: 'a' }),
      'poison',
      aLabelRecord('a'),
      aPayment({ id: 'a', amountMinor: 1 }),
    );
    const failing = createHandler({ ...broken.ports, quarantine: failed });
    await expect(failing(batch)).rejects.toThrow('the store is gone');
    await broken.handler(batch);
    await whole.handler(batch);
    expect(broken.ports.decisions).toEqual(whole.ports.decisions);
    expect(broken.ports.labels).toEqual(whole.ports.labels);
    expect(broken.quarantined).toEqual(whole.quarantined);
  });
});
