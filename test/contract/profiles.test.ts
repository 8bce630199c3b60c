import { afterEach, describe, expect, test } from '@jest/globals';
import { EMPTY_PROFILE, type Profile, withEvent } from '../../src/domain/profile/profile.ts';
import { removeStores } from '../embedded/a-store.ts';
import { KINDS } from './adapters.ts';

afterEach(removeStores);

const AT_MS = Date.parse('2026-03-02T12:00:00Z');

const aProfile = (events: number): Profile =>
  Array.from({ length: events }, (_, at) => at + 1).reduce(
    (profile, id) =>
      withEvent(profile, {
        id,
        atMs: AT_MS + id * 1000,
        cents: id * 997,
        direction: 'out',
        peer: id * 7919,
        failed: false,
      }),
    EMPTY_PROFILE,
  );

const versionsOf = (stored: ReadonlyMap<string, { version: number }>) =>
  Object.fromEntries([...stored].map(([key, { version }]) => [key, version]));

describe.each(KINDS)('profiles, %s', (_name, open) => {
  test.each([1, 25, 120])('reads back a profile of %i events as it was written, at version 1', async (events) => {
    const { extendProfiles, readProfiles } = (await open())();
    const profile = aProfile(events);
    expect(await extendProfiles([{ key: 'a:x', profile, readVersion: 0 }])).toEqual([]);
    expect(await readProfiles(['a:x', 'a:never'])).toEqual(new Map([['a:x', { profile, version: 1 }]]));
  });

  test('grows a profile step by step, through every size', async () => {
    const { extendProfiles, readProfiles } = (await open())();
    for (const events of [10, 60, 120, 10]) {
      const version = (await readProfiles(['a:x'])).get('a:x')?.version ?? 0;
      expect(await extendProfiles([{ key: 'a:x', profile: aProfile(events), readVersion: version }])).toEqual([]);
      expect((await readProfiles(['a:x'])).get('a:x')?.profile).toEqual(aProfile(events));
    }
  });

  test('answers with the keys that had moved on, and leaves them as they are', async () => {
    const { extendProfiles, readProfiles } = (await open())();
    await extendProfiles([{ key: 'a:x', profile: aProfile(1), readVersion: 0 }]);
    expect(await extendProfiles([{ key: 'a:x', profile: aProfile(2), readVersion: 0 }])).toEqual(['a:x']);
    expect((await readProfiles(['a:x'])).get('a:x')?.profile).toEqual(aProfile(1));
  });

  test('shows what moved on to the next read, so that the next try goes through', async () => {
    const another = await open();
    const [first, second] = [another(), another()];
    await first.extendProfiles([{ key: 'a:x', profile: aProfile(1), readVersion: 0 }]);
    await second.extendProfiles([{ key: 'a:x', profile: aProfile(2), readVersion: 1 }]);
    expect(await first.extendProfiles([{ key: 'a:x', profile: aProfile(3), readVersion: 1 }])).toEqual(['a:x']);
    const stored = await first.readProfiles(['a:x']);
    expect(versionsOf(stored)).toEqual({ 'a:x': 2 });
    expect(await first.extendProfiles([{ key: 'a:x', profile: aProfile(3), readVersion: 2 }])).toEqual([]);
  });
});
