import { afterEach, describe, expect, test } from '@jest/globals';
import { openQuery } from '../../src/archive/open-query.ts';
import { type ArchiveRow, decisionRow, labelRow } from '../../src/archive/row.ts';
import { decidingParts } from '../../src/assess/deciding-parts.ts';
import { packDecision, unpackDecision } from '../../src/domain/decision/codec.ts';
import type { Decision } from '../../src/domain/decision/decision.ts';
import { decisionKey } from '../../src/embedded/adapters/decisions.ts';
import { findLabel } from '../../src/embedded/adapters/labels.ts';
import { decisionsInStore } from '../../src/embedded/decisions-in-store.ts';
import { withPrefix } from '../../src/embedded/store.ts';
import type { System } from '../../src/embedded/system.ts';
import { recordLabels } from '../../src/labels/record-labels.ts';
import { loadModel } from '../../src/model-files.ts';
import { simulate } from '../../src/simulator/simulate.ts';
import { archiveSource } from '../../src/verify/archive-source.ts';
import { recomputer } from '../../src/verify/recompute.ts';
import { renderVerified } from '../../src/verify/render-verified.ts';
import { reservoirOf } from '../../src/verify/reservoir.ts';
import { verify as verifying } from '../../src/verify/verify.ts';
import { aModelPackage } from '../builders/a-model-package.ts';
import { aFolder, aSystem, removeAll } from '../builders/a-system.ts';
import { anArchive } from '../builders/an-archive.ts';

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
  const recompute = recomputer({ parts: decidingParts(model), champion: model });
  const verify = () =>
    verifying({
      source: decisionsInStore(system.store),
      recompute,
      sample: PAYMENTS,
      features: PAYMENTS,
      seed: 1,
    });
  return { system, recompute, verify };
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

describe('verifying a deployed stack', () => {
  /** What the system decided, in an archive as Firehose leaves it: rows come again, and labels with them. */
  const archived = async (system: System) => {
    const folder = await aFolder();
    const decisions: Decision[] = [];
    const rows: ArchiveRow[] = [];
    for await (const [, packed] of system.store.entries(withPrefix(decisionKey('')))) {
      const decision = unpackDecision(packed);
      const label = findLabel(system.store, decision.id);
      decisions.push(decision);
      rows.push(decisionRow(decision));
      if (label !== undefined) rows.push(labelRow({ ...label, flagged: true, cents: 1 }, label.labelledAtMs));
    }
    const { append } = await anArchive(folder);
    const records = [...rows, ...rows].map((row, at) => ({ position: at + 1, row }));
    await append(0, records);
    const archive = await openQuery(folder, { mayRepeat: true });
    return { archive, decisions };
  };

  test('measures features again from the archive, names those that differ and decisions that are no more in the table', async () => {
    const { system, recompute } = await decided();
    const { archive, decisions } = await archived(system);
    const [gone, wrong, ...others] = decisions;
    const table = [...others, { ...wrong, features: wrong.features.with(2, 99) }];
    const source = archiveSource({
      archive,
      findDecisions: async (ids) => table.filter(({ id }) => ids.includes(id)),
      settledAfterMs: 0,
    });
    const found = await verifying({ source, recompute, sample: PAYMENTS, features: PAYMENTS, seed: 1 });
    expect(found.stored).toBe(PAYMENTS);
    expect(found.decisions).toMatchObject({ differs: [], skipped: [], gone: [gone.id] });
    expect(found.features.differs.filter((id) => id !== wrong.id)).toEqual([]);
    expect([...found.features.differs, ...found.features.undetermined]).toContain(wrong.id);
    expect(found.features.same).toBeGreaterThan(PAYMENTS * 0.9);
    expect(renderVerified(found)).toContain(`1 are in the archive and no more in the table`);
    archive.close();
  }, 60_000);

  test('samples nothing whose history may still be on its way to the archive', async () => {
    const { system, recompute } = await decided();
    const { archive, decisions } = await archived(system);
    const asked: string[] = [];
    const findDecisions = async (ids: readonly string[]) => {
      asked.push(...ids);
      return [];
    };
    const newestMs = Math.max(...decisions.map(({ decidedAtMs }) => decidedAtMs));
    const settledAfterMs = 200;
    const source = archiveSource({ archive, findDecisions, settledAfterMs });
    await verifying({ source, recompute, sample: PAYMENTS, features: 0, seed: 1 });
    const settled = decisions.filter(({ decidedAtMs }) => decidedAtMs <= newestMs - settledAfterMs);
    expect(settled.length).toBeLessThan(decisions.length);
    expect(new Set(asked)).toEqual(new Set(settled.map(({ id }) => id)));
    archive.close();
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
