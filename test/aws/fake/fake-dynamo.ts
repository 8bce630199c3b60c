import type { Item } from './item.ts';
import { executeStatement, type StatementInput } from './partiql.ts';
import { createTable, type Table, type Units } from './table.ts';
import { executeTransaction, type TransactItem } from './transaction.ts';

export const TABLES = { DECISIONS_TABLE: 'decisions', PROFILES_TABLE: 'profiles', CONSOLE_TABLE: 'console' } as const;

/** A fault of one call: it fails as a whole, some of its parts are refused, or something happens just before it. */
export type Fault = {
  /** Name of the service's exception, and what it says. */
  readonly error?: string;
  readonly message?: string;
  /** So many statements, keys or records, from the first on, are not done. */
  readonly refuse?: number;
  readonly code?: string;
  readonly before?: () => void;
  /** Conditions that fail do not tell the item. */
  readonly silent?: boolean;
};

type Json = { readonly [name: string]: never };

/** DynamoDB's three tables in memory, and what they have cost. */
export const createDynamo = () => {
  const units: Units = { write: 0, read: 0 };
  const tables: Readonly<Record<string, Table>> = {
    [TABLES.DECISIONS_TABLE]: createTable({ key: ['id'], index: ['queue', 'decidedAt'] }, units),
    [TABLES.PROFILES_TABLE]: createTable({ key: ['key'] }, units),
    [TABLES.CONSOLE_TABLE]: createTable({ key: ['pk', 'sk'] }, units),
  };
  const tableOf = (name: string): Table => {
    if (tables[name] === undefined) throw new Error(`the stub has no table ${name}`);
    return tables[name];
  };

  const batchGet = ({ RequestItems }: Json, refuse = 0) => {
    const [[name, { Keys, ConsistentRead }]] = Object.entries<{ Keys: readonly Item[]; ConsistentRead?: boolean }>(
      RequestItems,
    );
    if (Keys.length > 100) throw new Error(`BatchGetItem takes 100 keys, got ${Keys.length}`);
    const texts = new Set(Keys.map((key) => JSON.stringify(key)));
    if (texts.size < Keys.length) throw new Error('BatchGetItem refuses a key that is given twice');
    const found = Keys.slice(refuse).flatMap((key) => tableOf(name).get(key, ConsistentRead === true) ?? []);
    return {
      Responses: { [name]: found },
      UnprocessedKeys: refuse === 0 ? {} : { [name]: { Keys: Keys.slice(0, refuse), ConsistentRead } },
    };
  };

  const batchExecute = ({ Statements }: Json, { refuse = 0, code = 'ThrottlingError', silent = false }: Fault) => {
    const statements: readonly StatementInput[] = Statements;
    if (statements.length > 25) throw new Error(`BatchExecuteStatement takes 25 statements, got ${statements.length}`);
    return {
      Responses: statements.map((statement, at) => {
        if (at < refuse) return { Error: { Code: code, Message: 'injected by a test' } };
        const { Error: failure } = executeStatement(statement, tableOf);
        const { Item, ...untold } = failure ?? { Code: '', Message: '' };
        return failure === undefined ? {} : { Error: silent ? untold : failure };
      }),
    };
  };

  const transact = ({ TransactItems }: Json): readonly [number, unknown] => {
    const items: readonly TransactItem[] = TransactItems;
    const written = units.write;
    const holds = executeTransaction(items, tableOf);
    units.write += units.write - written;
    if (!holds.includes(false)) return [200, {}];
    const CancellationReasons = holds.map((held) => ({ Code: held ? 'None' : 'ConditionalCheckFailed' }));
    return [400, { __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException', CancellationReasons }];
  };

  const query = ({ TableName, ExpressionAttributeValues }: Json) => {
    const values: Item = ExpressionAttributeValues;
    return { Items: tableOf(TableName).query(values[':pk']?.S ?? '', values[':from']?.S ?? '') };
  };

  const answer = (operation: string, input: Json, fault: Fault = {}): readonly [number, unknown] => {
    fault.before?.();
    if (operation === 'BatchGetItem') return [200, batchGet(input, fault.refuse)];
    if (operation === 'BatchExecuteStatement') return [200, batchExecute(input, fault)];
    if (operation === 'TransactWriteItems') return transact(input);
    if (operation === 'Query') return [200, query(input)];
    throw new Error(`the stub does not do ${operation}`);
  };
  return { answer, units, table: tableOf };
};
