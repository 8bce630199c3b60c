import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHandler } from '../../../lambdas/alert/handler.ts';
import type { Decision } from '../../../src/domain/decision/decision.ts';
import { aLabelChange } from '../../builders/a-change.ts';
import { aChangeEvent } from '../../builders/a-change-event.ts';
import { aDecision } from '../../builders/a-decision.ts';
import { alertMemory } from '../../builders/alert-memory.ts';

const decisions = (...outcomes: readonly Decision['outcome'][]) =>
  outcomes.map((outcome, index) => aDecision({ id: `p-${index}`, outcome }));
const failsOnce = (paymentId: string) => {
  let failed = false;
  return (id: string): void => {
    if (id !== paymentId || failed) return;
    failed = true;
    throw new Error('the channel is down');
  };
};

describe('alerts', () => {
  test('go out for held and blocked payments, in order, and for nothing else', async () => {
    const ports = alertMemory();
    const label = aLabelChange();
    if (label.kind !== 'label') throw new Error('no label');
    const event = aChangeEvent([...decisions('review', 'approve', 'block'), label.label]);
    expect(await createHandler(ports)(event)).toEqual({ batchItemFailures: [] });
    expect(ports.published).toEqual(['p-0', 'p-2']);
  });

  test('go out once when their batch comes again, whole or in part', async () => {
    const ports = alertMemory();
    const all = decisions('block', 'review', 'block');
    await createHandler(ports)(aChangeEvent(all));
    await createHandler(ports)(aChangeEvent(all));
    await createHandler(ports)(aChangeEvent(all.slice(1)));
    expect(ports.published).toEqual(['p-0', 'p-1', 'p-2']);
    expect(ports.unconfirmed).toEqual([]);
  });

  test('stop at the first that fails, which is named and goes out when tried again', async () => {
    const fail = failsOnce('p-1');
    const ports = alertMemory();
    const publish: typeof ports.publish = async (alert) => {
      fail(alert.paymentId);
      await ports.publish(alert);
    };
    const handler = createHandler({ ...ports, publish });
    const event = aChangeEvent(decisions('block', 'review', 'block'));
    expect(await handler(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: event.Records[1].dynamodb?.SequenceNumber }],
    });
    expect(ports.published).toEqual(['p-0']);
    expect(ports.failures).toEqual([new Error('the channel is down')]);
    expect(await handler(event)).toEqual({ batchItemFailures: [] });
    expect(ports.published).toEqual(['p-0', 'p-1', 'p-2']);
  });

  test('of which nobody knows whether they went out are reported once, not sent again', async () => {
    const fail = failsOnce('p-0');
    const ports = alertMemory();
    const confirmAlert: typeof ports.confirmAlert = async (id) => {
      fail(id);
      await ports.confirmAlert(id);
    };
    const handler = createHandler({ ...ports, confirmAlert });
    const event = aChangeEvent(decisions('block', 'block'));
    expect((await handler(event)).batchItemFailures).toHaveLength(1);
    await handler(event);
    await handler(event);
    expect(ports.published).toEqual(['p-0', 'p-1']);
    expect(ports.unconfirmed).toEqual(['p-0']);
  });

  test('wait when it cannot be known whether they went out', async () => {
    const ports = alertMemory({ claimAlert: () => Promise.reject(new Error('no claims')) });
    expect((await createHandler(ports)(aChangeEvent(decisions('block')))).batchItemFailures).toHaveLength(1);
    expect(ports.published).toEqual([]);
  });

  test('go out at most once each, whatever fails and however often it is tried again', async () => {
    const step = fc.constantFrom('claimAlert', 'publish', 'confirmAlert', 'releaseAlert', 'none');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (faults) => {
        const left = [...faults];
        const ports = alertMemory();
        const mayFail = async (name: (typeof faults)[number]) => {
          if (left.shift() === name) throw new Error(name);
        };
        const handler = createHandler({
          ...ports,
          claimAlert: (id) => mayFail('claimAlert').then(() => ports.claimAlert(id)),
          publish: (alert) => mayFail('publish').then(() => ports.publish(alert)),
          confirmAlert: (id) => mayFail('confirmAlert').then(() => ports.confirmAlert(id)),
          releaseAlert: (id) => mayFail('releaseAlert').then(() => ports.releaseAlert(id)),
        });
        const all = decisions('block', 'approve', 'review', 'block');
        for (let tries = 0; tries < 50; tries += 1) await handler(aChangeEvent(all));
        expect(new Set(ports.published).size).toBe(ports.published.length);
        expect([...ports.published, ...ports.unconfirmed]).toEqual(expect.arrayContaining(['p-0', 'p-2', 'p-3']));
      }),
      { numRuns: 100 },
    );
  });

  test('of a record that cannot be read fail the batch', async () => {
    const event = aChangeEvent(decisions('block'));
    const image = event.Records[0].dynamodb?.NewImage;
    if (image === undefined) throw new Error('no image');
    const broken = {
      ...event.Records[0],
      dynamodb: { ...event.Records[0].dynamodb, NewImage: { ...image, body: { B: 'AA==' } } },
    };
    await expect(createHandler(alertMemory())({ Records: [broken] })).rejects.toThrow();
  });
});
