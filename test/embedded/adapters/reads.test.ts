import { afterEach, expect, test } from '@jest/globals';
import { createReads } from '../../../src/embedded/adapters/reads.ts';
import type { Store } from '../../../src/embedded/store.ts';
import { aDecision } from '../../builders/a-decision.ts';
import { aStore, removeStores } from '../a-store.ts';

afterEach(removeStores);

const readsOver = (store: Store) =>
  createReads({
    store,
    nowMs: () => 0,
    findDecisions: async () => new Map(),
    readProfiles: async () => new Map(),
    countQuarantined: async () => 0,
    streamLag: () => 0,
    versions: aDecision().versions,
    scoring: () => ({ rung: 'onnx' }),
    models: { labelDelayDays: 7 },
  });

test('health is told while the store takes writes, and not once it has failed', async () => {
  const { store } = await aStore();
  expect(await readsOver(store).readHealth()).toMatchObject({ status: 'ok' });
  const failed = { ...store, committed: () => Promise.reject(new Error('no space left')) };
  await expect(readsOver(failed).readHealth()).rejects.toThrow('no space left');
});
