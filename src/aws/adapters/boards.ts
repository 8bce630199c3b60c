import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DAY_MS } from '../../domain/profile/day.ts';
import type { Board, BoardPorts } from '../../fan-out/update-boards.ts';
import { type Attributes, binary, binaryOf, number, numberOf, text, textOf } from '../attributes.ts';
import type { Get } from '../batch-get.ts';
import type { Execute } from '../statements.ts';
import { createVersionedItems } from '../versioned-items.ts';

export type BoardsSource = {
  readonly table: string;
  readonly get: Get;
  readonly execute: Execute;
  readonly nowMs: () => number;
};

/**
 * A change can come again for as long as its shard keeps it, which is 24 hours. A board that was left alone for longer than this can be let go of, or
 * be merged with others, and nothing is ever counted into it twice.
 */
export const SETTLED_MS = 2 * DAY_MS;

/** Tallies are kept until they are merged (see compact-tallies.ts); minutes, latest payments and risks are of no use after two days. */
const EXPIRING = /^(minute|latest|risk|models)\//;
/** Labels of a chargeback come weeks after the payment, and are counted in its day. */
const MODEL_DAYS_MS = 60 * DAY_MS;
const REMEMBERED = 64;

/** Boards in DynamoDB, `{ pk, sk, version, through, body, updatedAt, expiresAt? }`: their kind is `pk`, the rest of their key `sk`. */
export const createBoards = (source: BoardsSource): BoardPorts => {
  const { nowMs } = source;
  const items = createVersionedItems<Board>({
    ...source,
    remembered: REMEMBERED,
    keyOf: boardItemKey,
    nameOf: (item) => `${textOf(item, 'pk')}/${textOf(item, 'sk')}`,
    pack: (board, key) => ({
      ...boardAttributes(board, nowMs()),
      ...(EXPIRING.test(key) && { expiresAt: number(Math.ceil((nowMs() + lifeOf(key)) / 1000)) }),
    }),
    unpack: (item) => ({ through: textOf(item, 'through'), body: boardBody(item) }),
  });
  return {
    readBoards: async (keys) =>
      new Map([...(await items.read(keys))].map(([key, { value, version }]) => [key, { ...value, version }])),
    writeBoards: (writes) =>
      items.write(
        writes.map(({ key, through, body, readVersion }) => ({ key, value: { through, body }, readVersion })),
      ),
  };
};

const lifeOf = (key: string): number => (key.startsWith('models/') ? MODEL_DAYS_MS : SETTLED_MS);

export const boardItemKey = (key: string): Attributes => {
  const slash = key.indexOf('/');
  return { pk: text(key.slice(0, slash)), sk: text(key.slice(slash + 1)) };
};

export const boardAttributes = ({ through, body }: Board, updatedAtMs: number): Attributes => ({
  through: text(through),
  body: binary(deflateRawSync(JSON.stringify(body))),
  updatedAt: number(Math.floor(updatedAtMs)),
});

/** Boards are written by update-boards.ts alone, under keys that tell their kind. */
export const boardBody = (item: Attributes): unknown =>
  JSON.parse(inflateRawSync(binaryOf(item, 'body')).toString('utf8'));

export const updatedAtMsOf = (item: Attributes): number => numberOf(item, 'updatedAt');
