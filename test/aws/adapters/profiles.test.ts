import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createProfiles } from '../../../src/aws/adapters/profiles.ts';
import { dynamoParts } from '../../../src/aws/functions/parts.ts';
import { DAY_MS } from '../../../src/domain/profile/day.ts';
import { EMPTY_PROFILE, type Profile, withEvent, withLabel } from '../../../src/domain/profile/profile.ts';
import { createFakeAws, type FakeAws } from '../fake/fake-aws.ts';
import { TABLES } from '../fake/fake-dynamo.ts';
import { itemBytes } from '../fake/item.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-03-02T12:00:00Z');

const process = (aws: FakeAws, nowMs = START_MS) =>
  createProfiles({ ...dynamoParts(aws.client), table: TABLES.PROFILES_TABLE, nowMs: () => nowMs });

const step = fc.record({
  events: fc.array(fc.record({ gapMs: fc.integer({ min: -3 * HOUR_MS, max: 4 * HOUR_MS }), cents: fc.nat() }), {
    maxLength: 40,
    size: 'max',
  }),
  labelled: fc.boolean(),
  sameProcess: fc.boolean(),
});

describe('profiles in DynamoDB', () => {
  test('are read back as they were written, byte for byte, however they grew and whoever wrote them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 16, size: 'max' }), async (steps) => {
        const aws = createFakeAws();
        let adapters = process(aws);
        let profile: Profile = EMPTY_PROFILE;
        let [id, atMs, version] = [0, START_MS, 0];
        for (const { events, labelled, sameProcess } of steps) {
          for (const { gapMs, cents } of events) {
            id += 1;
            atMs += gapMs;
            const peer = Math.imul(id, 0x9e3779b1) >>> 0;
            profile = withEvent(profile, { id: id * 1e9 + peer, atMs, cents, direction: 'out', peer, failed: false });
          }
          if (labelled) profile = withLabel(profile, { id, atMs, labelledAtMs: atMs, fraud: true });
          if (!sameProcess) adapters = process(aws);
          expect((await adapters.readProfiles(['a:x'])).get('a:x')?.version ?? 0).toBe(version);
          expect(await adapters.extendProfiles([{ key: 'a:x', profile, readVersion: version }])).toEqual([]);
          version += 1;
          const read = (await process(aws).readProfiles(['a:x'])).get('a:x')?.profile ?? EMPTY_PROFILE;
          expect(Buffer.compare(read.bytes, profile.bytes)).toBe(0);
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  test('cost one write unit an extension, and a base in some forty, however long they are', async () => {
    const aws = createFakeAws();
    const { extendProfiles, readProfiles } = process(aws);
    let profile = EMPTY_PROFILE;
    for (let id = 1; id <= 400; id += 1) {
      await readProfiles(['a:x']);
      const [atMs, cents, peer] = [START_MS + id * 3_600_000, (id * 7919) % 90_000, (id * 2654435761) % 2 ** 32];
      profile = withEvent(profile, { id: (id * 48271) % 2 ** 31, atMs, cents, direction: 'in', peer, failed: false });
      await extendProfiles([{ key: 'a:x', profile, readVersion: id - 1 }]);
    }
    const items = [...aws.table(TABLES.PROFILES_TABLE).items.values()];
    expect(items.filter(({ key }) => key?.S === 'a:x').every((item) => itemBytes(item) <= 1024)).toBe(true);
    expect(items.length).toBeLessThan(16);
    expect(aws.units.write / 400).toBeLessThan(1.15);
  });

  test('leave a base behind before it expires', async () => {
    const aws = createFakeAws();
    const grown = (events: number): Profile =>
      Array.from({ length: events }, (_, id) => id + 1).reduce(
        (profile, id) =>
          withEvent(profile, {
            id,
            atMs: START_MS + id,
            cents: id * 7919,
            direction: 'in',
            peer: id * 48271,
            failed: false,
          }),
        EMPTY_PROFILE,
      );
    const basesOf = () =>
      [...aws.table(TABLES.PROFILES_TABLE).items.keys()].filter((key) => key.includes('base~')).length;
    await process(aws).extendProfiles([{ key: 'a:x', profile: grown(100), readVersion: 0 }]);
    for (const [days, bases] of [
      [10, 1],
      [40, 2],
    ] as const) {
      const later = process(aws, START_MS + days * DAY_MS);
      const version = (await later.readProfiles(['a:x'])).get('a:x')?.version ?? 0;
      await later.extendProfiles([{ key: 'a:x', profile: grown(100 + days / 10), readVersion: version }]);
      expect(basesOf()).toBe(bases);
    }
  });
});
