import { afterEach, describe, expect, test } from '@jest/globals';
import { removeStores } from '../embedded/a-store.ts';
import { KINDS } from './adapters.ts';

afterEach(removeStores);

const KEY = 'minute/029500000/shard-1';

describe.each(KINDS)('boards, %s', (_name, open) => {
  test('reads back a board as it was written, at version 1', async () => {
    const { readBoards, writeBoards } = (await open())();
    const board = { key: KEY, through: '17', body: { a: [1, 2], b: 'x' }, readVersion: 0 };
    expect(await writeBoards([board])).toEqual([]);
    expect(await readBoards([KEY, 'tally/shard-1'])).toEqual(
      new Map([[KEY, { through: '17', body: board.body, version: 1 }]]),
    );
  });

  test('answers with the key of a board that had moved on, and leaves it as it is', async () => {
    const { readBoards, writeBoards } = (await open())();
    await writeBoards([{ key: KEY, through: '1', body: 1, readVersion: 0 }]);
    expect(await writeBoards([{ key: KEY, through: '2', body: 2, readVersion: 0 }])).toEqual([KEY]);
    expect((await readBoards([KEY])).get(KEY)?.body).toBe(1);
  });
});
