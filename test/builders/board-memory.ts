import type { BoardPorts, StoredBoard } from '../../src/fan-out/update-boards.ts';

export type BoardMemory = BoardPorts & { readonly boards: Map<string, StoredBoard> };

/** The ports of the boards over a map. Each board is written for itself, and none with those whose version had moved on. */
export const boardMemory = (): BoardMemory => {
  const boards = new Map<string, StoredBoard>();
  return {
    boards,
    readBoards: async (keys) =>
      new Map(
        keys.flatMap((key) => {
          const board = boards.get(key);
          return board === undefined ? [] : [[key, board] as const];
        }),
      ),
    writeBoards: async (writes) =>
      writes.flatMap(({ key, through, body, readVersion }) => {
        if ((boards.get(key)?.version ?? 0) !== readVersion) return [key];
        boards.set(key, { through, body: JSON.parse(JSON.stringify(body)), version: readVersion + 1 });
        return [];
      }),
  };
};

/** The bodies alone, by key. */
export const bodiesIn = ({ boards }: BoardMemory): Readonly<Record<string, unknown>> =>
  Object.fromEntries([...boards].map(([key, { body }]) => [key, body]));
