import { type Item, same, type Value } from './item.ts';
import type { Table } from './table.ts';

export type StatementInput = { readonly Statement: string; readonly Parameters?: readonly Value[] };
export type Answer = { readonly Error?: { readonly Code: string; readonly Message: string; readonly Item?: Item } };

/** Executes the few forms of PartiQL that the adapters write; throws for any other. */
export const executeStatement = (
  { Statement, Parameters = [] }: StatementInput,
  tableOf: (name: string) => Table,
): Answer => {
  const insert = /^INSERT INTO "([^"]+)" VALUE \{(.*)\}$/.exec(Statement);
  if (insert !== null) return doInsert(tableOf(insert[1]), valuesOf(namesIn(insert[2], /'([^']+)': \?/g), Parameters));
  const update = /^UPDATE "([^"]+)" (SET .*) WHERE (.*)$/.exec(Statement);
  const names = /"([^"]+)" = \?/g;
  if (update !== null) {
    const set = namesIn(update[2], names);
    const where = valuesOf(namesIn(update[3], names), Parameters.slice(set.length));
    return doUpdate(tableOf(update[1]), valuesOf(set, Parameters), where);
  }
  const remove = /^DELETE FROM "([^"]+)" WHERE (.*)$/.exec(Statement);
  if (remove === null) throw new Error(`the stub does not read ${Statement}`);
  const table = tableOf(remove[1]);
  table.remove(valuesOf(namesIn(remove[2], names), Parameters));
  return {};
};

const namesIn = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, name]) => name);

const valuesOf = (names: readonly string[], values: readonly Value[]): Item =>
  Object.fromEntries(names.map((name, at) => [name, values[at]]));

const doInsert = (table: Table, item: Item): Answer => {
  const there = table.peek(item);
  if (there === undefined) table.put(item);
  else table.refuse(item);
  return there === undefined ? {} : refused('DuplicateItem', there);
};

const doUpdate = (table: Table, set: Item, where: Item): Answer => {
  const there = table.peek(where);
  const holds = there !== undefined && Object.keys(where).every((name) => same(there[name], where[name]));
  if (holds) table.put({ ...there, ...set });
  else table.refuse(where);
  return holds ? {} : refused('ConditionalCheckFailed', there);
};

const refused = (Code: string, there: Item | undefined): Answer => ({
  Error: { Code, Message: 'The conditional request failed', ...(there !== undefined && { Item: there }) },
});
