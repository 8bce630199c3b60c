import { packProfile, unpackProfile } from '../../domain/profile/codec.ts';
import { DAY_MS } from '../../domain/profile/day.ts';
import { type Profile, RETAIN_DAYS } from '../../domain/profile/profile.ts';
import type { AssessPorts } from '../../ports.ts';
import { binary, binaryOf, number, text, textOf } from '../attributes.ts';
import type { Get } from '../batch-get.ts';
import type { Execute } from '../statements.ts';
import { createVersionedItems } from '../versioned-items.ts';

export type ProfilesSource = {
  readonly table: string;
  readonly get: Get;
  readonly execute: Execute;
  readonly nowMs: () => number;
};

/** Nothing in a profile that was left alone for so long can still be seen by a feature; labels reach back furthest. */
const KEPT_MS = 2 * RETAIN_DAYS * DAY_MS;
const REMEMBERED = 4_096;

/** Profiles in DynamoDB: an item each, `{ key, version, body, expiresAt }`, which expires when it was left alone for 58 days. */
export const createProfiles = (source: ProfilesSource): Pick<AssessPorts, 'readProfiles' | 'extendProfiles'> => {
  const items = createVersionedItems<Profile>({
    ...source,
    remembered: REMEMBERED,
    keyOf: (key) => ({ key: text(key) }),
    nameOf: (item) => textOf(item, 'key'),
    pack: (profile) => ({
      body: binary(packProfile(profile)),
      expiresAt: number(Math.ceil((source.nowMs() + KEPT_MS) / 1000)),
    }),
    unpack: (item) => unpackProfile(binaryOf(item, 'body')),
  });
  return {
    readProfiles: async (keys) =>
      new Map([...(await items.read(keys))].map(([key, { value, version }]) => [key, { profile: value, version }])),
    extendProfiles: (extensions) =>
      items.write(extensions.map(({ key, profile, readVersion }) => ({ key, value: profile, readVersion }))),
  };
};
