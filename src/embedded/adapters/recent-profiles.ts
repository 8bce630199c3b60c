import type { StoredProfile } from '../../ports.ts';

/** More keys than all batches under way at one time can name, and some 10 MB of profiles. */
const GENERATION = 8_192;

/**
 * The profiles written last, and how often each was since it came here. This process is the only writer of its store: they cannot be out
 * of date, and need not be read again; and as what it reads it writes within one batch, a key that is not among them has not
 * changed since it was read. Two generations are kept, so that forgetting the old ones costs nothing.
 */
export const createRecentProfiles = () => {
  let young = new Map<string, StoredProfile>();
  let old = new Map<string, StoredProfile>();
  const get = (key: string): StoredProfile | undefined => young.get(key) ?? old.get(key);
  return {
    get,
    /** True when the key was written after it had been read at this version. */
    hasMovedOn: (key: string, readVersion: number): boolean => {
      const recent = get(key);
      return recent !== undefined && recent.version !== readVersion;
    },
    wrote: (key: string, stored: StoredProfile): void => {
      if (young.size >= GENERATION) {
        old = young;
        young = new Map();
      }
      young.set(key, stored);
    },
  };
};
