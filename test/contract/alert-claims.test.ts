import { afterEach, describe, expect, test } from '@jest/globals';
import { removeStores } from '../embedded/a-store.ts';
import { KINDS } from './adapters.ts';

afterEach(removeStores);

describe.each(KINDS)('alert claims, %s', (_name, open) => {
  test('claims an alert once, and says that it was sent once it is confirmed', async () => {
    const { claimAlert, confirmAlert } = (await open())();
    expect(await claimAlert('p-1')).toBe('claimed');
    await confirmAlert('p-1');
    expect(await claimAlert('p-1')).toBe('sent');
  });

  test('can be claimed again after it was released', async () => {
    const { claimAlert, releaseAlert } = (await open())();
    await claimAlert('p-1');
    await releaseAlert('p-1');
    expect(await claimAlert('p-1')).toBe('claimed');
  });

  test('tells once of a claim that nobody confirmed', async () => {
    const { claimAlert } = (await open())();
    await claimAlert('p-1');
    expect([await claimAlert('p-1'), await claimAlert('p-1')]).toEqual(['unconfirmed', 'sent']);
  });
});
