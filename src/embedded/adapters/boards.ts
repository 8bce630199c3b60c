import type { BoardPorts, StoredBoard } from '../../fan-out/update-boards.ts';
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

/** The bodies of all boards of a kind, such as `tally/`, one a shard. */
export const readBoardsOf = async (store: Store, kind: string): Promise<readonly unknown[]> => {
  const bodies: unknown[] = [];
  for await (const [, value] of store.entries(withPrefix(keyOf(kind)))) bodies.push(JSON.parse(value.toString()).body);
  return bodies;
};

/** The boards of a kind that are numbered by time, from the one whose key is given on: their numbers and bodies, oldest first. */
export const readNumbered = async (store: Store, from: string): Promise<readonly (readonly [number, unknown])[]> => {
  const found: (readonly [number, unknown])[] = [];
  for await (const [key, value] of store.entries({
    ...withPrefix(keyOf(`${from.split('/')[0]}/`)),
    gte: keyOf(from),
  })) {
    found.push([Number(key.split('/')[1]), JSON.parse(value.toString()).body]);
  }
  return found;
};
