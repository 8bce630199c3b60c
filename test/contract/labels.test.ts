import { afterEach, describe, expect, test } from '@jest/globals';
import type { RecordedLabel } from '../../src/ports.ts';
import { aDecision } from '../builders/a-decision.ts';
import { removeStores } from '../embedded/a-store.ts';
import { KINDS } from './adapters.ts';

afterEach(removeStores);

const aLabel = (overrides: Partial<RecordedLabel> = {}): RecordedLabel => ({
  paymentId: 'p-1',
  fraud: true,
  labelledAtMs: 1_000,
  decision: aDecision(),
  ...overrides,
});

describe.each(KINDS)('labels, %s', (_name, open) => {
  test('finds the label that stands, and none where there is none', async () => {
    const { findLabels, writeLabels } = (await open())();
    await writeLabels([aLabel()]);
    const label = { paymentId: 'p-1', fraud: true, labelledAtMs: 1_000 };
    expect(await findLabels(['p-1', 'p-1', 'p-2'])).toEqual(new Map([['p-1', label]]));
  });

  test('lets a later label stand in place of the one it replaces', async () => {
    const { findLabels, writeLabels } = (await open())();
    await writeLabels([aLabel()]);
    await writeLabels([aLabel({ fraud: false, labelledAtMs: 2_000, replaces: true })]);
    expect((await findLabels(['p-1'])).get('p-1')).toEqual({ paymentId: 'p-1', fraud: false, labelledAtMs: 2_000 });
  });

  test('writes no label of which what it replaces stands no more, and answers with it', async () => {
    const another = await open();
    const { findLabels, writeLabels } = another();
    await writeLabels([aLabel()]);
    const other = aLabel({ paymentId: 'p-2' });
    const late = [aLabel({ labelledAtMs: 2_000 }), aLabel({ fraud: false, labelledAtMs: 3_000, replaces: false })];
    expect(await another().writeLabels([...late, other])).toEqual(late);
    expect((await findLabels(['p-1', 'p-2'])).size).toBe(2);
    expect((await findLabels(['p-1'])).get('p-1')?.labelledAtMs).toBe(1_000);
  });

  test('writes several labels of one payment in their order', async () => {
    const { findLabels, writeLabels } = (await open())();
    await writeLabels([aLabel(), aLabel({ fraud: false, labelledAtMs: 2_000, replaces: true })]);
    expect((await findLabels(['p-1'])).get('p-1')?.labelledAtMs).toBe(2_000);
  });
});
