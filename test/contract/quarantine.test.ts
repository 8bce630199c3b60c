import { afterEach, describe, expect, test } from '@jest/globals';
import type { Quarantined } from '../../src/ports.ts';
import { removeStores } from '../embedded/a-store.ts';
import { KINDS } from './adapters.ts';

afterEach(removeStores);

const aRecord = (id: string, overrides: Partial<Quarantined> = {}): Quarantined => ({
  id,
  reason: 'malformed_json',
  detail: 'not JSON',
  payload: '{',
  partitionKey: 'C-ann',
  at: '2026-03-02T12:00:00.000Z',
  ...overrides,
});

describe.each(KINDS)('quarantine, %s', (_name, open) => {
  test('counts each record once, however often it comes', async () => {
    const { quarantine, countQuarantined } = (await open())();
    await quarantine([aRecord('s:1'), aRecord('s:2'), aRecord('s:1')]);
    await quarantine([aRecord('s:2'), aRecord('s:3')]);
    expect(await countQuarantined()).toBe(3);
  });

  test('takes more records than fit one call, and one of nothing', async () => {
    const { quarantine, countQuarantined } = (await open())();
    await quarantine([]);
    await quarantine(Array.from({ length: 250 }, (_, at) => aRecord(`s:${at}`, { payload: '', partitionKey: '' })));
    expect(await countQuarantined()).toBe(250);
  });
});
