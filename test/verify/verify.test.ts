import { afterEach, describe, expect, test } from '@jest/globals';
import { decidingParts } from '../../src/assess/deciding-parts.ts';
import { packDecision, unpackDecision } from '../../src/domain/decision/codec.ts';
import type { Decision } from '../../src/domain/decision/decision.ts';
import { decisionKey } from '../../src/embedded/adapters/decisions.ts';
import type { System } from '../../src/embedded/system.ts';
import { recordLabels } from '../../src/labels/record-labels.ts';
import { loadModel } from '../../src/model-files.ts';
import { simulate } from '../../src/simulator/simulate.ts';
import { recomputer } from '../../src/verify/recompute.ts';
import { renderVerified } from '../../src/verify/render-verified.ts';
import { reservoirOf } from '../../src/verify/reservoir.ts';
import { verifyStore } from '../../src/verify/verify-store.ts';
import { aModelPackage } from '../builders/a-model-package.ts';
import { aFolder, aSystem, removeAll } from '../builders/a-system.ts';

afterEach(removeAll);

const PAYMENTS = 600;

/** A system that has decided simulated payments one small batch after another, frauds labelled on the way, and what verifying it finds. */
const decided = async () => {
  const folder = await aFolder();
  aModelPackage(folder);
  const model = loadModel(folder);
  const system = await aSystem({ model, batchSize: 20 });
  let rows = 0;
  for (const { payment, label } of simulate({ seed: 3, accounts: 120, startMs: Date.parse('2025-01-01T00:00:00Z') })) {
    await system.ports.putPayments([payment]);
    rows += 1;
    if (label === true) {
      await system.settled();
      await recordLabels(
        [{ paymentId: payment.id, fraud: true, labelledAtMs: Date.parse(payment.occurredAt) + 1_000 }],
        system.ports,
      );
    }
    if (rows === PAYMENTS) break;
  }
  await system.settled();
  const verify = () =>
    verifyStore({
      store: system.store,
      recompute: recomputer({ parts: decidingParts(model), champion: model }),
      sample: PAYMENTS,
      features: PAYMENTS,
      seed: 1,
    });
  return { system, verify };
};

const change = async ({ store }: System, id: string, by: (decision: Decision) => Partial<Decision>) => {
  const decision = unpackDecision(store.get(decisionKey(id)) ?? new Uint8Array());
  await store.stage([{ key: decisionKey(id), value: packDecision({ ...decision, ...by(decision) }) }]);
};

describe('verifying a store', () => {
  test('finds every decision and every feature as they were', async () => {
    const { verify } = await decided();
    const found = await verify();
    expect(found.stored).toBe(PAYMENTS);
    expect(found.decisions).toMatchObject({ differs: [], skipped: [] });
    expect(found.decisions.same).toHaveLength(PAYMENTS);
    expect(found.features.differs).toEqual([]);
    expect(found.features.same).toBeGreaterThan(PAYMENTS * 0.9);
    expect(renderVerified(found)).toContain('600 made again: none came out otherwise.');
  }, 60_000);

  test('names a decision whose score was changed, and a payment whose features were', async () => {
    const { system, verify } = await decided();
    const { decisions } = await verify();
    const [one, other] = decisions.same;
    await change(system, one, ({ probability }) => ({ probability: probability + 0.001 }));
    // A feature that this model does not look at: the decision is the same, and only its history tells.
    await change(system, other, ({ features }) => ({ features: features.with(2, 99) }));
    const found = await verify();
    expect(found.decisions.differs).toEqual([one]);
    expect([...found.features.differs, ...found.features.undetermined]).toContain(other);
    expect(renderVerified(found)).toContain(`1 CAME OUT OTHERWISE: ${one}`);
  }, 60_000);
});

describe('a reservoir', () => {
  test('keeps each of what passes by with the same chance', () => {
    const counts = new Array<number>(20).fill(0);
    for (let seed = 0; seed < 2_000; seed += 1) {
      const { offer, kept } = reservoirOf<number>(5, seed);
      for (let item = 0; item < 20; item += 1) offer(item);
      for (const item of kept()) counts[item] += 1;
    }
    // 500 expected of each; five standard deviations are 97.
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(97);
  });
});
