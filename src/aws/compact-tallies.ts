import { type DynamoDBClient, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { addTallies, EMPTY_TALLY, type Tally } from '../domain/boards/tally.ts';
import { boardAttributes, boardBody, boardItemKey, SETTLED_MS, updatedAtMsOf } from './adapters/boards.ts';
import { type Attributes, number, numberOf, textOf } from './attributes.ts';
import type { Query } from './query.ts';

export type CompactSource = {
  readonly client: DynamoDBClient;
  readonly query: Query;
  readonly table: string;
  readonly nowMs: () => number;
};

/** The board that the tallies of closed shards are merged into. */
const SETTLED_KEY = 'tally/settled';
/** Limit of TransactWriteItems, less the merged board itself. */
const MERGED_AT_ONCE = 99;

/**
 * Merges the tallies of shards that can never be counted into again: a shard of DynamoDB's stream lives for some hours, and a board a shard would
 * be read for ever. Taking a tally out and adding it up happen in one transaction; when another merges at the same time, that one does it.
 */
export const compactTallies = async ({ client, query, table, nowMs }: CompactSource): Promise<void> => {
  const boards = await query({ table, pk: 'tally' });
  const { sk: settledName } = boardItemKey(SETTLED_KEY);
  const settled = boards.find((board) => board['sk']?.S === settledName?.S);
  const old = boards
    .filter((board) => board !== settled && updatedAtMsOf(board) < nowMs() - SETTLED_MS)
    .slice(0, MERGED_AT_ONCE);
  if (old.length === 0) return;
  const bodies = [...(settled === undefined ? [] : [settled]), ...old].map(tallyOf);
  const item: Attributes = {
    ...boardItemKey(SETTLED_KEY),
    version: number((settled === undefined ? 0 : numberOf(settled, 'version')) + 1),
    ...boardAttributes({ through: '', body: bodies.reduce(addTallies, EMPTY_TALLY) }, nowMs()),
  };
  const writes: TransactWriteItem[] = [
    { Put: { TableName: table, Item: item, ...unchangedSince(settled) } },
    ...old.map((board) => ({ Delete: { TableName: table, Key: keyOf(board), ...unchangedSince(board) } })),
  ];
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'TransactionCanceledException')) throw error;
  }
};

/** `tally` boards are written by update-boards.ts and here alone. */
const tallyOf = (board: Attributes): Tally => boardBody(board) as Tally;

const keyOf = (board: Attributes) => boardItemKey(`${textOf(board, 'pk')}/${textOf(board, 'sk')}`);

const unchangedSince = (board: Attributes | undefined) =>
  board === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': number(numberOf(board, 'version')) },
      };
