import { afterEach, describe, expect, test } from '@jest/globals';
import { aDecision } from '../builders/a-decision.ts';
import { aPayment } from '../builders/a-payment.ts';
import { removeStores } from '../embedded/a-store.ts';
import { KINDS } from './adapters.ts';

afterEach(removeStores);

describe.each(KINDS)('decisions, %s', (_name, open) => {
  test('finds what was recorded, bit for bit, and nothing else', async () => {
    const { findDecisions, recordDecisions } = (await open())();
    const features = Float32Array.of(1.5, Number.NaN, 0, -3e38);
    const decision = aDecision({
      outcome: 'block',
      features,
      reasons: [{ code: 'c', source: 'rule', values: { a: 1 } }],
    });
    await recordDecisions([decision]);
    expect(await findDecisions(['p-1', 'p-2', 'p-1'])).toEqual(new Map([['p-1', decision]]));
  });

  test('answers with the very decision that it recorded, and keeps the order', async () => {
    const { recordDecisions } = (await open())();
    const decisions = Array.from({ length: 60 }, (_, at) => aDecision({ id: `p-${at}` }));
    const standing = await recordDecisions(decisions);
    expect(standing.every((decision, at) => decision === decisions[at])).toBe(true);
  });

  test('keeps the first decision of a payment, and tells the later comer of it', async () => {
    const another = await open();
    await another().recordDecisions([aDecision({ probability: 0.25 })]);
    const [standing, own] = await another().recordDecisions([
      aDecision({ probability: 0.5 }),
      aDecision({ id: 'p-2' }),
    ]);
    expect(standing.probability).toBe(0.25);
    expect(own.id).toBe('p-2');
    expect((await another().findDecisions(['p-1'])).get('p-1')?.probability).toBe(0.25);
  });

  test('keeps payments apart whose ids look like the keys of other things', async () => {
    const adapters = (await open())();
    const ids = ['label#p-1', 'p-1', 'payment#label#p-1', 'payment#p-1'];
    await adapters.recordDecisions(ids.map((id) => aDecision({ id })));
    await adapters.writeLabels([{ paymentId: 'p-1', fraud: true, labelledAtMs: 1, decision: aDecision() }]);
    expect([...(await adapters.findDecisions(ids)).keys()].sort()).toEqual([...ids].sort());
  });

  test('finds a decision of this moment in the same process', async () => {
    const { findDecisions, recordDecisions } = (await open())();
    await recordDecisions([aDecision({ payment: aPayment({ id: 'now' }) })]);
    expect((await findDecisions(['now'])).size).toBe(1);
  });
});
