/** More keys than all batches under way at one time can hold. */
const REMEMBERED = 65_536;

/**
 * The versions of the keys written last. This process is the only writer of its store, and what it reads it writes within one batch:
 * a key that is not among them has not changed since it was read, and need not be read again to know so.
 */
export const createRecentVersions = () => {
  const versions = new Map<string, number>();
  return {
    /** True when the key was written after it had been read at this version. */
    hasMovedOn: (key: string, readVersion: number): boolean => (versions.get(key) ?? readVersion) !== readVersion,
    wrote: (key: string, version: number): void => {
      versions.delete(key);
      versions.set(key, version);
      if (versions.size <= REMEMBERED) return;
      for (const oldest of versions.keys()) {
        versions.delete(oldest);
        return;
      }
    },
  };
};
