import { describe, expect, test } from '@jest/globals';
import { createGroupCommit, type Group } from '../../../src/embedded/store/group-commit.ts';

const put = (key: string, value: string) => ({ key, value });
const turn = () => new Promise(setImmediate);

/** Writes that end when they are told to. */
const heldWrites = () => {
  const groups: (readonly (readonly [string, unknown])[])[] = [];
  const held: PromiseWithResolvers<void>[] = [];
  const write = (group: Group): Promise<void> => {
    groups.push([...group]);
    held.push(Promise.withResolvers<void>());
    return held[held.length - 1].promise;
  };
  return { groups, held, write };
};

describe('createGroupCommit', () => {
  test('writes what is staged in one turn as one group, the last value of a key only', async () => {
    const { groups, write } = heldWrites();
    const commits = createGroupCommit(write);
    commits.stage([put('a', '1'), put('b', '1')]);
    await Promise.resolve();
    commits.stage([put('a', '2'), { key: 'c', value: undefined }]);
    await turn();
    expect(groups).toEqual([
      [
        ['a', '2'],
        ['b', '1'],
        ['c', null],
      ],
    ]);
  });

  test('gathers what is staged during a write into the next, and never writes two at a time', async () => {
    const { groups, held, write } = heldWrites();
    const commits = createGroupCommit(write);
    commits.stage([put('a', '1')]);
    await turn();
    commits.stage([put('b', '1')]);
    await turn();
    commits.stage([put('c', '1')]);
    await turn();
    expect(groups).toHaveLength(1);
    held[0].resolve();
    await turn();
    expect(groups[1]).toEqual([
      ['b', '1'],
      ['c', '1'],
    ]);
  });

  test('resolves a stage only when its own group is written', async () => {
    const { held, write } = heldWrites();
    const commits = createGroupCommit(write);
    const done: string[] = [];
    void commits.stage([put('a', '1')]).then(() => done.push('a'));
    await turn();
    void commits.stage([put('b', '1')]).then(() => done.push('b'));
    held[0].resolve();
    await turn();
    expect(done).toEqual(['a']);
    held[1].resolve();
    await commits.committed();
    expect(done).toEqual(['a', 'b']);
  });

  test('fails every waiter of a failed write and of what was staged behind it, and takes no more', async () => {
    const { groups, held, write } = heldWrites();
    const commits = createGroupCommit(write);
    const first = commits.stage([put('a', '1')]);
    await turn();
    const second = commits.stage([put('b', '1')]);
    held[0].reject(new Error('disk full'));
    const message = 'The store failed and takes no more writes: disk full';
    await expect(first).rejects.toThrow(message);
    await expect(second).rejects.toThrow(message);
    await expect(commits.committed()).rejects.toThrow(message);
    await expect(commits.stage([put('c', '1')])).rejects.toThrow(message);
    await turn();
    expect(groups).toHaveLength(1);
    expect(commits.staged('b')).toBeUndefined();
  });
});
