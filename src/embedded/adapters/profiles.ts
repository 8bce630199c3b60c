import { packedSize, packProfile, unpackProfile } from '../../domain/profile/codec.ts';
import type { AssessPorts, ProfileExtension, StoredProfile } from '../../ports.ts';
import type { Op, Store } from '../store.ts';
import { createRecentVersions } from './recent-versions.ts';

const VERSION_BYTES = 4;
const keyOf = (key: string): string => `P${key}`;

/** Profiles in the local store: four bytes of version, then the packed profile. */
export const createProfiles = (store: Store): Pick<AssessPorts, 'readProfiles' | 'extendProfiles'> => {
  const recent = createRecentVersions();
  const extend = (extensions: readonly ProfileExtension[]): readonly string[] => {
    const stale = extensions
      .filter(({ key, readVersion }) => recent.hasMovedOn(key, readVersion))
      .map(({ key }) => key);
    if (stale.length > 0) return stale;
    for (const { key, readVersion } of extensions) recent.wrote(key, readVersion + 1);
    return stale;
  };
  return {
    readProfiles: async (keys) => new Map(keys.flatMap((key) => readOne(store, key))),
    /** Not waited for: the decisions that follow are staged behind them, and become durable no earlier. */
    extendProfiles: async (extensions) => {
      const stale = extend(extensions);
      if (stale.length === 0 && extensions.length > 0) leaveToFollower(store.stage(extensions.map(opOf)));
      return stale;
    },
  };
};

/** A failed write fails every later one of the store too, so whoever waits for those is told. */
const leaveToFollower = (written: Promise<void>): void => void written.catch(() => undefined);

const readOne = (store: Store, key: string): readonly (readonly [string, StoredProfile])[] => {
  const bytes = store.get(keyOf(key));
  if (bytes === undefined) return [];
  return [[key, { version: bytes.readUInt32BE(0), profile: unpackProfile(bytes.subarray(VERSION_BYTES)) }]];
};

const opOf = ({ key, profile, readVersion }: ProfileExtension): Op => {
  const value = Buffer.allocUnsafe(VERSION_BYTES + packedSize(profile));
  value.writeUInt32BE(readVersion + 1, 0);
  packProfile(profile, value.subarray(VERSION_BYTES));
  return { key: keyOf(key), value };
};
