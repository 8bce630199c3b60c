import type { Attributes } from './attributes.ts';
import type { Statement } from './statements.ts';

/** What an item must be for an update or a removal to be done: its key, and values that it still has. */
export type Where = Attributes;

/** Writes a new item; refused when its key is taken. */
export const insert = (table: string, item: Attributes): Statement => ({
  statement: `INSERT INTO "${table}" VALUE {${Object.keys(item)
    .map((name) => `'${name}': ?`)
    .join(', ')}}`,
  parameters: Object.values(item),
});

/** Sets attributes of an item that is there with these values; refused otherwise. */
export const update = (table: string, set: Attributes, where: Where): Statement => ({
  statement: `UPDATE "${table}" ${Object.keys(set)
    .map((name) => `SET "${name}" = ?`)
    .join(' ')} WHERE ${conditions(where)}`,
  parameters: [...Object.values(set), ...Object.values(where)],
});

/** Removes an item; one that is not there is removed already, unless more than its key is asked for. */
export const remove = (table: string, where: Where): Statement => ({
  statement: `DELETE FROM "${table}" WHERE ${conditions(where)}`,
  parameters: Object.values(where),
});

const conditions = (where: Where): string =>
  Object.keys(where)
    .map((name) => `"${name}" = ?`)
    .join(' AND ');
