/** What was written under a key, and how often it has been. */
type Versioned = { readonly version: number };

/**
 * What was written last, by its key. This process is the only writer of its store: it cannot be out of date, and need not be read again;
 * and as what is read is written within one batch, a key that is not among them has not changed since it was read. Two generations of so
 * many keys are kept, so that forgetting the old ones costs nothing: more than all batches under way at one time can name.
 */
export const createRecentlyWritten = <T extends Versioned>(keysAGeneration: number) => {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  const get = (key: string): T | undefined => young.get(key) ?? old.get(key);
  return {
    get,
    /** True when the key was written after it had been read at this version. */
    hasMovedOn: (key: string, readVersion: number): boolean => {
      const recent = get(key);
      return recent !== undefined && recent.version !== readVersion;
    },
    wrote: (key: string, written: T): void => {
      if (young.size >= keysAGeneration) {
        old = young;
        young = new Map();
      }
      young.set(key, written);
    },
  };
};
