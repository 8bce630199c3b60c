import { DAY_MS } from '../../domain/profile/day.ts';
import { EMPTY_PROFILE, RETAIN_DAYS } from '../../domain/profile/profile.ts';
import type { AssessPorts, ProfileExtension, StoredProfile } from '../../ports.ts';
import { binary, binaryOf, number, text, textOf } from '../attributes.ts';
import { createRecent } from '../recent.ts';
import { createVersionedItems, type Versioned } from '../versioned-items.ts';
import { type BasesSource, createProfileBases, type NewBase } from './profile-bases.ts';
import { bodyOf, extended, profileOf, recentOn } from './profile-body.ts';

/** A profile's own item: the whole of it, or what came on top of a base. */
type Head = { readonly base?: string; readonly body: Uint8Array };
type Written = { readonly head: Head; readonly newBase?: NewBase };

/** Nothing in a profile that was left alone for so long can still be seen by a feature; labels reach back furthest. */
const KEPT_MS = 2 * RETAIN_DAYS * DAY_MS;
const REMEMBERED = 4_096;
/** With names, key and the other attributes, a body of this size fits one write unit. */
const ONE_UNIT_BYTES = 860;

/**
 * Profiles in DynamoDB: an item each, `{ key, version, body, base?, expiresAt }`. While a profile fits one write unit the item holds the whole of it. A longer one
 * is split: what it was at some time is left in an item of its own, its base, and the item holds what has come since. So each extension is billed as one
 * unit, and only one in some forty has a base to write as well.
 */
export const createProfiles = (source: BasesSource): Pick<AssessPorts, 'readProfiles' | 'extendProfiles'> => {
  const bases = createProfileBases(source);
  /** Which base a profile was read with, by its key; only a hint, that saves writing another. */
  const readWith = createRecent<string>(REMEMBERED);
  const heads = createVersionedItems<Head>({
    ...source,
    remembered: REMEMBERED,
    keyOf: (key) => ({ key: text(key) }),
    nameOf: (item) => textOf(item, 'key'),
    pack: ({ base, body }) => ({
      body: binary(body),
      base: text(base ?? ''),
      expiresAt: number(Math.ceil((source.nowMs() + KEPT_MS) / 1000)),
    }),
    unpack: (item) => {
      const base = textOf(item, 'base');
      return { body: binaryOf(item, 'body'), ...(base !== '' && { base }) };
    },
  });

  const storedOf = (key: string, { value: { base, body }, version }: Versioned<Head>): StoredProfile => {
    const own = profileOf(body);
    if (base === undefined) return { profile: own, version };
    readWith.set(key, base);
    return { profile: extended(bases.find(base) ?? EMPTY_PROFILE, own), version };
  };

  const writtenOf = ({ key, profile }: ProfileExtension): Written => {
    const whole = bodyOf(profile);
    if (whole.length <= ONE_UNIT_BYTES) return { head: { body: whole } };
    const name = readWith.get(key) ?? '';
    const base = bases.isYoung(name) ? bases.find(name) : undefined;
    const recent = base === undefined ? undefined : recentOn(base, profile);
    const body = recent === undefined ? whole : bodyOf(recent);
    if (body.length <= ONE_UNIT_BYTES) return { head: { base: name, body } };
    const newBase = bases.make(key, profile);
    return { newBase, head: { base: newBase.name, body: bodyOf(EMPTY_PROFILE) } };
  };

  return {
    readProfiles: async (keys) => {
      const stored = await heads.read(keys);
      await bases.load([...new Set([...stored.values()].flatMap(({ value }) => value.base ?? []))]);
      return new Map([...stored].map(([key, head]) => [key, storedOf(key, head)]));
    },
    /** Bases are written first: an item never names one that is not there. */
    extendProfiles: async (extensions) => {
      const written = extensions.map(writtenOf);
      await bases.write(written.flatMap(({ newBase }) => newBase ?? []));
      return heads.write(extensions.map(({ key, readVersion }, at) => ({ key, readVersion, value: written[at].head })));
    },
  };
};
