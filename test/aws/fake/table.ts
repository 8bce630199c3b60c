import { type Item, itemBytes, readUnits, same, writeUnits } from './item.ts';

export type Units = { write: number; read: number };
export type Change = { readonly eventName: 'INSERT' | 'MODIFY'; readonly image: Item };

/** A table in memory that counts what DynamoDB would bill. */
export type Table = ReturnType<typeof createTable>;

/** Attributes that key the table, and those that key a sparse index which holds whole items. */
export type TableKeys = { readonly key: readonly string[]; readonly index?: readonly string[] };

export const createTable = ({ key, index = [] }: TableKeys, units: Units) => {
  const items = new Map<string, Item>();
  const changes: Change[] = [];
  const nameOf = (item: Item): string => JSON.stringify(key.map((name) => item[name]));
  const indexed = (item: Item | undefined): boolean =>
    item !== undefined && index.length > 0 && index.every((name) => item[name] !== undefined);
  let billed = 0;
  const bill = (write: number): void => {
    billed += write;
    units.write += write;
  };
  const store = (item: Item): void => {
    const before = items.get(nameOf(item));
    bill(writeUnits(before, item) + (indexed(before) || indexed(item) ? writeUnits(item) : 0));
    items.set(nameOf(item), item);
    changes.push({ eventName: before === undefined ? 'INSERT' : 'MODIFY', image: item });
  };
  return {
    items,
    changes,
    key,
    writeUnits: (): number => billed,
    get: (wanted: Item, consistent: boolean): Item | undefined => {
      const item = items.get(nameOf(wanted));
      units.read += readUnits(item === undefined ? 0 : itemBytes(item), consistent);
      return item;
    },
    peek: (wanted: Item): Item | undefined => items.get(nameOf(wanted)),
    put: store,
    remove: (wanted: Item): void => {
      bill(writeUnits(items.get(nameOf(wanted))));
      items.delete(nameOf(wanted));
    },
    refuse: (wanted: Item): void => {
      bill(writeUnits(items.get(nameOf(wanted))));
    },
    query: (pk: string, from: string): readonly Item[] => {
      const found = [...items.values()].filter(
        (item) => same(item[key[0]], { S: pk }) && (item[key[1]]?.S ?? '') >= from,
      );
      units.read += readUnits(
        found.reduce((sum, item) => sum + itemBytes(item), 0),
        false,
      );
      return found.toSorted((a, b) => ((a[key[1]]?.S ?? '') < (b[key[1]]?.S ?? '') ? -1 : 1));
    },
  };
};
