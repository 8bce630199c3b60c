import { describe, expect, test } from '@jest/globals';
import { assessTogether } from '../../src/assess/assess-together.ts';
import { aPayment } from '../builders/a-payment.ts';
import { assessPorts } from '../builders/assess-ports.ts';

/** Ports that note how many payments each batch looked up. */
const notingPorts = () => {
  const batches: number[] = [];
  const ports = assessPorts();
  const findDecisions = (ids: readonly string[]) => {
    batches.push(ids.length);
    return ports.findDecisions(ids);
  };
  return { batches, ports: { ...ports, findDecisions } };
};

describe('payments that come one by one', () => {
  test('are decided together when they come while others are being decided, each with its own answer', async () => {
    const { batches, ports } = notingPorts();
    const assessOne = assessTogether(ports);
    const ids = ['p-1', 'p-2', 'p-3', 'p-4'];
    const assessed = await Promise.all(ids.map((id) => assessOne(aPayment({ id }))));
    expect(assessed.map(({ status, decision }) => [status, decision.id])).toEqual(ids.map((id) => ['decided', id]));
    expect(batches).toEqual([1, 1, 2]);
  });

  test('are decided one at a time when nobody else waits', async () => {
    const { batches, ports } = notingPorts();
    const assessOne = assessTogether(ports);
    await assessOne(aPayment({ id: 'p-1' }));
    await assessOne(aPayment({ id: 'p-2' }));
    expect(batches).toEqual([1, 1]);
  });

  test('get one decision and a conflict when two bodies come under one id at the same time', async () => {
    const assessOne = assessTogether(assessPorts());
    const bodies = [aPayment({ id: 'p-0' }), aPayment(), aPayment({ amountMinor: 1 }), aPayment()];
    const assessed = await Promise.all(bodies.map(assessOne));
    expect(assessed.map(({ status }) => status)).toEqual(['decided', 'decided', 'conflict', 'repeated']);
  });

  test('of a batch that fails are all told so, and the next ones are decided', async () => {
    const ports = assessPorts();
    let broken = true;
    const assessOne = assessTogether({
      ...ports,
      recordDecisions: (decisions) =>
        broken ? Promise.reject(new Error('the store is gone')) : ports.recordDecisions(decisions),
    });
    const failed = await Promise.allSettled(['p-1', 'p-2', 'p-3'].map((id) => assessOne(aPayment({ id }))));
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    broken = false;
    expect((await assessOne(aPayment({ id: 'p-4' }))).status).toBe('decided');
  });
});
