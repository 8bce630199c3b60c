/** The entries set last, at most so many: a map that forgets. */
export type Recent<V> = {
  readonly get: (key: string) => V | undefined;
  readonly set: (key: string, value: V) => void;
  readonly forget: (key: string) => void;
};

export const createRecent = <V>(most: number): Recent<V> => {
  const entries = new Map<string, V>();
  return {
    get: (key) => entries.get(key),
    forget: (key) => void entries.delete(key),
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size <= most) return;
      for (const oldest of entries.keys()) {
        entries.delete(oldest);
        return;
      }
    },
  };
};
