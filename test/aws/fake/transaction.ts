import { type Item, same, type Value } from './item.ts';
import type { Table } from './table.ts';

type Conditional = {
  readonly TableName: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Value>>;
};
export type TransactItem = {
  readonly Put?: Conditional & { readonly Item: Item };
  readonly Delete?: Conditional & { readonly Key: Item };
  readonly Update?: Conditional & { readonly Key: Item };
};

/** Does all of it or, when one condition does not hold, nothing; answers whether it did. Knows the conditions that the adapters use. */
export const executeTransaction = (
  items: readonly TransactItem[],
  tableOf: (name: string) => Table,
): readonly boolean[] => {
  const holds = items.map(({ Put, Delete }) => {
    const write = Put ?? Delete;
    return write === undefined || conditionHolds(write, tableOf(write.TableName).peek(Put?.Item ?? Delete?.Key ?? {}));
  });
  if (holds.includes(false)) return holds;
  for (const { Put, Delete, Update } of items) {
    if (Put !== undefined) tableOf(Put.TableName).put(Put.Item);
    if (Delete !== undefined) tableOf(Delete.TableName).remove(Delete.Key);
    if (Update !== undefined) add(Update, tableOf(Update.TableName));
  }
  return holds;
};

const conditionHolds = ({ ConditionExpression, ExpressionAttributeValues }: Conditional, there?: Item): boolean => {
  if (ConditionExpression === undefined) return true;
  if (ConditionExpression === 'attribute_not_exists(pk)') return there === undefined;
  if (ConditionExpression === 'attribute_exists(pk)') return there !== undefined;
  if (ConditionExpression === '#version = :version')
    return same(there?.['version'], ExpressionAttributeValues?.[':version']);
  throw new Error(`the stub does not read ${ConditionExpression}`);
};

/** `ADD records :added` */
const add = ({ Key, ExpressionAttributeValues }: Conditional & { readonly Key: Item }, table: Table): void => {
  const before = Number(table.peek(Key)?.['records']?.N ?? 0);
  table.put({ ...Key, records: { N: String(before + Number(ExpressionAttributeValues?.[':added']?.N)) } });
};
