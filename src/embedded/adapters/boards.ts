import type { BoardPorts, StoredBoard } from '../../update-boards.ts';
import { type Store, withPrefix } from '../store.ts';

const keyOf = (key: string): string => `B${key}`;

/** Boards in the local store, as JSON. */
export const createBoards = (store: Store): BoardPorts => ({
  readBoards: async (keys) =>
    new Map(
      keys.flatMap((key) => {
        const board = readBoard(store, key);
        return board === undefined ? [] : [[key, board]];
      }),
    ),
  writeBoards: async (writes) => {
    const stale = writes
      .filter(({ key, readVersion }) => (readBoard(store, key)?.version ?? 0) !== readVersion)
      .map(({ key }) => key);
    if (stale.length > 0) return stale;
    await store.stage(
      writes.map(({ key, through, body, readVersion }) => ({
        key: keyOf(key),
        value: JSON.stringify({ through, body, version: readVersion + 1 }),
      })),
    );
    return [];
  },
});

const readBoard = (store: Store, key: string): StoredBoard | undefined => {
  const text = store.getText(keyOf(key));
  return text === undefined ? undefined : JSON.parse(text);
};

/** The bodies of all boards of a kind, such as `tally/`, over all shards; `from` skips the keys before it. */
export const readBoardsOf = async (store: Store, kind: string, from = kind): Promise<readonly unknown[]> => {
  const bodies: unknown[] = [];
  for await (const [, value] of store.entries({ ...withPrefix(keyOf(kind)), gte: keyOf(from) })) {
    bodies.push(JSON.parse(value.toString()).body);
  }
  return bodies;
};
