import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { packDecision, unpackDecision } from '../../src/domain/decision/codec.ts';
import { decisionKey } from '../../src/embedded/adapters/decisions.ts';
import { startWatch, type WatchOptions, watchingOf } from '../../src/embedded/start/watch.ts';
import { recordLabels } from '../../src/labels/record-labels.ts';
import { loadModel } from '../../src/model-files.ts';
import { aModelPackage } from '../builders/a-model-package.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aFolder, aSystem, removeAll } from '../builders/a-system.ts';

afterEach(removeAll);

/** A system whose challenger is far more suspicious than its champion, some payments decided, and what was reported. */
const watched = async () => {
  const folder = await aFolder();
  aModelPackage(join(folder, 'a'), { largeCents: 900_000 });
  aModelPackage(join(folder, 'b'), { largeCents: 100_000 });
  const [model, challenger] = ['a', 'b'].map((name) => loadModel(join(folder, name)));
  const system = await aSystem({ model, challenger, labelDelayDays: 0 });
  const amounts = [5_000, 20_000, 150_000, 950_000];
  const receiver = (at: number) => ({ account: `R-${at}` });
  await system.ports.putPayments(
    amounts.map((amountMinor, at) =>
      aPayment({ id: `p-${at}`, amountMinor, sender: { account: `S-${at}` }, receiver: receiver(at) }),
    ),
  );
  await system.settled();
  await recordLabels([{ paymentId: 'p-2', fraud: true, labelledAtMs: Math.floor(system.ports.nowMs()) }], system.ports);
  await system.settled();
  const reports: string[] = [];
  const options: WatchOptions = {
    system,
    model,
    challenger,
    labelDelayDays: 0,
    report: (message) => reports.push(message),
  };
  return { system, model, challenger, options, reports };
};

describe('a challenger in the shadow', () => {
  test('is told beside the champion: where they part, and whose fraud it would have been', async () => {
    const { system, model, challenger } = await watched();
    expect(await system.ports.readModels()).toMatchObject({
      champion: { version: model.manifest.version, calibration: { decided: 4, frauds: 1 } },
      challenger: { version: challenger.manifest.version, calibration: { decided: 4, frauds: 1 } },
      shadow: {
        compared: 4,
        agreed: 3,
        disagreements: [{ champion: 'approve', challenger: 'block', count: 1 }],
        frauds: { both: 0, champion: 0, challenger: 1, neither: 0 },
      },
    });
  });

  test('reaches the stored decision, and changes no outcome', async () => {
    const { system, challenger } = await watched();
    const found = await system.ports.findDecision('p-2');
    expect(found?.decision).toMatchObject({
      outcome: 'approve',
      shadow: { model: challenger.manifest.version, outcome: 'block' },
    });
  });
});

describe('looking at the models', () => {
  test('finds every decision replayable, and keeps what it found for health and dashboard', async () => {
    const { system, options, reports } = await watched();
    expect((await system.ports.readHealth()).models).toBeUndefined();
    await watchingOf(options)();
    expect((await system.ports.readHealth()).models).toMatchObject({ drift: 'unknown', differing: 0 });
    expect((await system.ports.readModels()).replayed).toMatchObject({ checked: 4, differing: [], skipped: 0 });
    expect(reports).toEqual([]);
  });

  test('names a decision that was changed where it is stored, once', async () => {
    const { system, options, reports } = await watched();
    const stored = system.store.get(decisionKey('p-1'));
    const decision = unpackDecision(stored ?? new Uint8Array());
    await system.store.stage([{ key: decisionKey('p-1'), value: packDecision({ ...decision, probability: 0.5 }) }]);
    const look = watchingOf(options);
    await look();
    await look();
    expect(reports).toEqual(['decisions cannot be replayed: p-1']);
    expect((await system.ports.readHealth()).models?.differing).toBe(1);
  });

  test('goes on by the clock until it is stopped', async () => {
    const { system, options } = await watched();
    const watch = startWatch({ ...options, everyMs: 5 });
    const until = performance.now() + 5_000;
    while ((await system.ports.readHealth()).models === undefined && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await watch.stop();
    expect((await system.ports.readHealth()).models).toBeDefined();
  });
});
