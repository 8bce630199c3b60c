import { type Attributes, number, numberOf } from './attributes.ts';
import type { Get } from './batch-get.ts';
import { insert, update } from './partiql.ts';
import { createRecent } from './recent.ts';
import type { Execute, Written } from './statements.ts';

export type Versioned<T> = { readonly value: T; readonly version: number };
export type VersionedWrite<T> = { readonly key: string; readonly value: T; readonly readVersion: number };

export type VersionedItems<T> = {
  readonly read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Versioned<T>>>;
  /** Writes each item whose stored version is still `readVersion` (0: none is there); answers with the keys of the others. */
  readonly write: (writes: readonly VersionedWrite<T>[]) => Promise<readonly string[]>;
};

export type VersionedTable<T> = {
  readonly table: string;
  readonly get: Get;
  readonly execute: Execute;
  /** The item's key attributes for a key, and back. */
  readonly keyOf: (key: string) => Attributes;
  readonly nameOf: (item: Attributes) => string;
  /** All other attributes but the version, and back. */
  readonly pack: (value: T, key: string) => Attributes;
  readonly unpack: (item: Attributes) => T;
  /** How many of the items last written or met in a conflict are remembered. */
  readonly remembered: number;
};

/**
 * Items under optimistic version control, read eventually consistent at half the price. Such a read may be behind what this process itself has
 * written or has been told in a conflict; so the newest state it knows for certain of an item is remembered, and stands in for an older read.
 * Without it, a stale read would be followed by the same conflict again, and again.
 */
export const createVersionedItems = <T>(source: VersionedTable<T>): VersionedItems<T> => {
  const { table, get, execute, keyOf, nameOf } = source;
  const known = createRecent<Versioned<T>>(source.remembered);
  /** Keys that met a conflict without being told what stands there: read consistently next time. */
  const unsure = new Set<string>();
  const learn = (item: Attributes): Versioned<T> => ({
    value: source.unpack(item),
    version: numberOf(item, 'version'),
  });

  const settle = ({ key, value, readVersion }: VersionedWrite<T>, written: Written): boolean => {
    if (written.done) known.set(key, { value, version: readVersion + 1 });
    else if (written.item !== undefined) known.set(key, learn(written.item));
    else {
      known.forget(key);
      unsure.add(key);
    }
    return written.done;
  };

  return {
    read: async (wanted) => {
      const keys = [...new Set(wanted)];
      const [doubtful, plain] = [keys.filter((key) => unsure.has(key)), keys.filter((key) => !unsure.has(key))];
      const items = await Promise.all([
        get({ table, keys: plain.map(keyOf) }),
        get({ table, keys: doubtful.map(keyOf), consistent: true }),
      ]);
      for (const key of doubtful) unsure.delete(key);
      const stored = new Map(items.flat().map((item) => [nameOf(item), learn(item)]));
      for (const key of keys) {
        const remembered = known.get(key);
        if (remembered !== undefined && remembered.version > (stored.get(key)?.version ?? 0))
          stored.set(key, remembered);
      }
      return stored;
    },
    write: async (writes) => {
      const statements = writes.map(({ key, value, readVersion }) => {
        const attributes = { version: number(readVersion + 1), ...source.pack(value, key) };
        return readVersion === 0
          ? insert(table, { ...keyOf(key), ...attributes })
          : update(table, attributes, { ...keyOf(key), version: number(readVersion) });
      });
      const written = await execute(statements);
      return writes.filter((write, index) => !settle(write, written[index])).map(({ key }) => key);
    },
  };
};
