import { Profile } from '../../domain/profile/packed-profile.ts';
import type { AssessPorts, ProfileExtension, StoredProfile } from '../../ports.ts';
import type { Op, Store } from '../store.ts';
import { createRecentlyWritten } from './recently-written.ts';

const keyOf = (key: string): string => `P${key}`;

/** Profiles in the local store, as they are. Their versions live as long as this process, the store's only writer, remembers them. */
export const createProfiles = (store: Store): Pick<AssessPorts, 'readProfiles' | 'extendProfiles'> => {
  const recent = createRecentlyWritten<StoredProfile>(REMEMBERED);
  const extend = (extensions: readonly ProfileExtension[]): readonly string[] => {
    const stale = extensions
      .filter(({ key, readVersion }) => recent.hasMovedOn(key, readVersion))
      .map(({ key }) => key);
    if (stale.length > 0) return stale;
    for (const { key, profile, readVersion } of extensions) recent.wrote(key, { profile, version: readVersion + 1 });
    return stale;
  };
  return {
    readProfiles: async (keys) => {
      const found = new Map<string, StoredProfile>();
      const cold: string[] = [];
      for (const key of keys) {
        const stored = recent.get(key);
        if (stored === undefined) cold.push(key);
        else found.set(key, stored);
      }
      const bytes = await store.getMany(cold.map(keyOf));
      for (const [at, key] of cold.entries()) {
        const stored = bytes[at];
        if (stored !== undefined) found.set(key, { version: STORED_VERSION, profile: new Profile(stored) });
      }
      return found;
    },
    /** Not waited for: the decisions that follow are staged behind them, and become durable no earlier. */
    extendProfiles: async (extensions) => {
      const stale = extend(extensions);
      if (stale.length === 0 && extensions.length > 0) leaveToFollower(store.stage(extensions.map(opOf)));
      return stale;
    },
  };
};

/** A generation of the profiles kept at hand: some 10 MB. */
const REMEMBERED = 8_192;

/** Of a profile that has not been written for long: nobody can have read it before and write it now. */
const STORED_VERSION = 1;

/** A failed write fails every later one of the store too, so whoever waits for those is told. */
const leaveToFollower = (written: Promise<void>): void => void written.catch(() => undefined);

const opOf = ({ key, profile }: ProfileExtension): Op => ({ key: keyOf(key), value: profile.bytes });
