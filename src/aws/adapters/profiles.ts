import { deflateRawSync, inflateRawSync } from 'node:zlib';
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

/** Above this, deflating may save a write unit; below, the item fits one anyway. */
const DEFLATE_FROM_BYTES = 900;
const DEFLATED = Uint8Array.of(0);

/**
 * Profiles in DynamoDB: an item each, `{ key, version, body, expiresAt }`, which expires when it was left alone for 58 days. A long body is deflated,
 * behind a byte that no packed profile begins with: that costs some 100 microseconds of a function, and a write unit a hundred times as much.
 */
export const createProfiles = (source: ProfilesSource): Pick<AssessPorts, 'readProfiles' | 'extendProfiles'> => {
  const items = createVersionedItems<Profile>({
    ...source,
    remembered: REMEMBERED,
    keyOf: (key) => ({ key: text(key) }),
    nameOf: (item) => textOf(item, 'key'),
    pack: (profile) => ({
      body: binary(bodyOf(profile)),
      expiresAt: number(Math.ceil((source.nowMs() + KEPT_MS) / 1000)),
    }),
    unpack: (item) => profileOf(binaryOf(item, 'body')),
  });
  return {
    readProfiles: async (keys) =>
      new Map([...(await items.read(keys))].map(([key, { value, version }]) => [key, { profile: value, version }])),
    extendProfiles: (extensions) =>
      items.write(extensions.map(({ key, profile, readVersion }) => ({ key, value: profile, readVersion }))),
  };
};

const bodyOf = (profile: Profile): Uint8Array => {
  const packed = packProfile(profile);
  return packed.length < DEFLATE_FROM_BYTES ? packed : Buffer.concat([DEFLATED, deflateRawSync(packed)]);
};

const profileOf = (body: Uint8Array): Profile =>
  unpackProfile(body[0] === DEFLATED[0] ? inflateRawSync(body.subarray(DEFLATED.length)) : body);
