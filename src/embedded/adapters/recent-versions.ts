/** More keys than all batches under way at one time can hold. */
const GENERATION = 16_384;

/**
 * The versions of the keys written last. This process is the only writer of its store, and what it reads it writes within one batch:
 * a key that is not among them has not changed since it was read, and need not be read again to know so. Two generations are kept,
 * so that forgetting the old ones costs nothing.
 */
export const createRecentVersions = () => {
  let young = new Map<string, number>();
  let old = new Map<string, number>();
  return {
    /** True when the key was written after it had been read at this version. */
    hasMovedOn: (key: string, readVersion: number): boolean => {
      const version = young.get(key) ?? old.get(key);
      return version !== undefined && version !== readVersion;
    },
    wrote: (key: string, version: number): void => {
      if (young.size >= GENERATION) {
        old = young;
        young = new Map();
      }
      young.set(key, version);
    },
  };
};
