import { link, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isSameFile, outFile } from '../../src/cli/out-file.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-out-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('a file to write, on the command line', () => {
  test('is taken as it is written, there or not', async () => {
    const file = join(dir, 'x.parquet');
    expect(outFile(file)).toBe(file);
    await writeFile(file, '');
    expect(outFile(file)).toBe(file);
  });

  test('is no empty text and no folder', () => {
    expect(() => outFile(' ')).toThrow('expected a file, got an empty text.');
    expect(() => outFile(dir)).toThrow('expected a file, got a folder.');
  });

  test('is told from the file that is read, whatever name or link it goes by', async () => {
    const [file, other] = [join(dir, 'a.csv'), join(dir, 'b.csv')];
    await writeFile(file, 'a');
    await writeFile(other, 'a');
    await symlink(file, join(dir, 'soft'));
    await link(file, join(dir, 'hard'));
    for (const name of [file, relative('.', file), join(dir, 'soft'), join(dir, 'hard')])
      expect(isSameFile(file, name)).toBe(true);
    for (const name of [other, join(dir, 'none')]) expect(isSameFile(file, name)).toBe(false);
  });
});
