import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeFolder } from '../src/make-folder.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-folder-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('a folder', () => {
  test('is made with those above it, at once by several', async () => {
    await Promise.all(['a/b/c', 'a/b/d', 'a/b/c'].map((name) => makeFolder(join(dir, name))));
    expect(await readdir(join(dir, 'a/b'))).toEqual(['c', 'd']);
  });

  test('that is there stays as it is', async () => {
    await mkdir(join(dir, 'a/kept'), { recursive: true });
    await makeFolder(join(dir, 'a'));
    expect(await readdir(join(dir, 'a'))).toEqual(['kept']);
  });

  test.each(['file', 'file/x', 'gone', 'gone/x'])('that cannot be made is told by its name: %s', async (name) => {
    await writeFile(join(dir, 'file'), '');
    await symlink(join(dir, 'unplugged', 'disk'), join(dir, 'gone'));
    await expect(makeFolder(join(dir, name))).rejects.toMatchObject({
      code: 'folder_refused',
      message: expect.stringContaining(`cannot make the folder ${join(dir, name)}: `),
    });
  });
});
