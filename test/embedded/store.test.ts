import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ClassicLevel } from 'classic-level';
import { openStore, type Store, withPrefix } from '../../src/embedded/store.ts';

let dir: string;
const open: Store[] = [];
const children: ChildProcess[] = [];

const openHere = async (options = {}): Promise<Store> => {
  const store = await openStore(dir, options);
  open.push(store);
  return store;
};
const closeAll = async (): Promise<void> => {
  for (const store of open.splice(0)) await store.close();
};
const put = (key: string, value: string) => ({ key, value });

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-store-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await closeAll();
  await rm(dir, { recursive: true, force: true });
});

describe('reads', () => {
  test('see a staged value before it is written', async () => {
    const store = await openHere();
    store.stage([put('a', 'one'), { key: 'b', value: Buffer.from([1, 2]) }]);
    expect(store.getText('a')).toBe('one');
    expect(await store.getMany(['a', 'b', 'c'])).toEqual([Buffer.from('one'), Buffer.from([1, 2]), undefined]);
  });

  test('of many keys at a time see what is staged, what is deleted and what is written', async () => {
    const store = await openHere();
    const keys = Array.from({ length: 100 }, (_, n) => `k${n}`);
    await store.stage(keys.slice(0, 60).map((key) => put(key, 'written')));
    store.stage([put('k0', 'staged'), { key: 'k1', value: undefined }]);
    const values = (await store.getMany(keys)).map((value) => value?.toString());
    expect(values.slice(0, 3)).toEqual(['staged', undefined, 'written']);
    expect(values.slice(2)).toEqual(keys.slice(2).map((_, n) => (n < 58 ? 'written' : undefined)));
  });

  test('see a staged deletion before and after it is written', async () => {
    const store = await openHere();
    await store.stage([put('a', 'one')]);
    const written = store.stage([{ key: 'a', value: undefined }]);
    expect(store.get('a')).toBeUndefined();
    await written;
    expect(store.get('a')).toBeUndefined();
  });

  test('see the newest of several values, whichever write is under way', async () => {
    const store = await openHere();
    for (let n = 0; n < 200; n++) {
      store.stage([put('a', `${n}`)]);
      if (n % 3 === 0) await new Promise(setImmediate);
      expect(store.getText('a')).toBe(`${n}`);
    }
    await store.committed();
    expect(store.getText('a')).toBe('199');
  });

  test('keep bytes and text of any kind', async () => {
    const store = await openHere();
    const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
    await store.stage([{ key: 'bytes', value: bytes.subarray(7, 200) }, put('ключ', 'naïve €𝄞'), put('empty', '')]);
    expect(store.get('bytes')).toEqual(Buffer.from(bytes.subarray(7, 200)));
    expect(store.getText('ключ')).toBe('naïve €𝄞');
    expect(store.getText('empty')).toBe('');
  });

  test.each(['語', '€', '𝄞', 'é'])('tell keys of many %s from those that they begin with', async (character) => {
    const store = await openHere();
    const keys = [1, 17, 18, 23, 24, 35, 36, 64, 700, 1_365, 1_366, 3_000].map(
      (times) => `D${character.repeat(times)}`,
    );
    for (const key of keys) {
      expect([store.get(key), store.getText(key)]).toEqual([undefined, undefined]);
      await store.stage([put(key, key)]);
      expect([store.get(key)?.toString(), store.getText(key)]).toEqual([key, key]);
    }
  });
});

describe('ranges', () => {
  test('come in key order and end at the prefix', async () => {
    const store = await openHere();
    await store.stage(['b/2', 'a/1', 'b/1', 'b0', 'b/', 'c'].map((key) => put(key, key)));
    expect(await store.keys(withPrefix('b/'), 10)).toEqual(['b/', 'b/1', 'b/2']);
    const page = await store.page({ ...withPrefix('b/'), reverse: true }, { limit: 2 });
    expect(page.map(([key, value]) => [key, value.toString()])).toEqual([
      ['b/2', 'b/2'],
      ['b/1', 'b/1'],
    ]);
  });

  test('show one moment, whatever is written while they are walked', async () => {
    const store = await openHere();
    await store.stage(Array.from({ length: 3000 }, (_, n) => put(`k/${String(n).padStart(5, '0')}`, 'old')));
    const seen: string[] = [];
    for await (const [, value] of store.entries(withPrefix('k/'))) {
      if (seen.length === 0) await store.stage([put('k/00001', 'new'), put('k/02999', 'new'), put('k/99999', 'new')]);
      seen.push(value.toString());
    }
    expect(seen).toEqual(Array.from({ length: 3000 }, () => 'old'));
  });
});

describe('writes', () => {
  test('outlive the store that made them', async () => {
    const store = await openHere();
    store.stage([put('a', 'one')]);
    await closeAll();
    expect((await openHere()).getText('a')).toBe('one');
    await expect(store.stage([put('b', 'two')])).rejects.toThrow('The store is closed.');
  });

  test('are forced onto the disk while the store is idle', async () => {
    const store = await openHere({ syncEveryMs: 10 });
    await store.stage([put('a', 'one')]);
    await store.stage([put('a', 'two')]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(store.get('!synced')).toBeDefined();
  });
});

describe('a data directory', () => {
  test('is refused while another process has it', async () => {
    const holder = spawn(process.execPath, ['-e', holdLevel(join(dir, 'store'))], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    children.push(holder);
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    await expect(openStore(dir)).rejects.toMatchObject({
      code: 'in_use',
      message: expect.stringContaining('in use by another process'),
    });
    const gone = new Promise((resolve) => holder.once('exit', resolve));
    holder.kill('SIGKILL');
    await gone;
    await openHere();
  });

  test('must be there when it is said to be', async () => {
    await expect(openStore(join(dir, 'none'), { mustExist: true })).rejects.toMatchObject({ code: 'absent' });
  });

  test('that cannot be made is told by its name', async () => {
    await symlink(join(dir, 'unplugged'), join(dir, 'gone'));
    await expect(openStore(join(dir, 'gone'))).rejects.toThrow(`cannot make the folder ${join(dir, 'gone', 'store')}`);
  });

  test('of a newer format is refused', async () => {
    const store = await openHere();
    await store.stage([put('!format', '3')]);
    await closeAll();
    await expect(openStore(dir)).rejects.toMatchObject({
      code: 'newer_format',
      message: expect.stringContaining('format 3'),
    });
  });

  test('of another program is refused and left as it is', async () => {
    const other = new ClassicLevel(join(dir, 'store'));
    await other.put('theirs', 'kept');
    await other.close();
    await expect(openStore(dir)).rejects.toMatchObject({ code: 'foreign' });
    await other.open();
    expect(await other.keys().all()).toEqual(['theirs']);
    await other.close();
  });

  test.each(['truncated', 'missing'])('with a %s CURRENT file is refused, not emptied', async (kind) => {
    const store = await openHere();
    await store.stage([put('a', 'one')]);
    await closeAll();
    const current = join(dir, 'store', 'CURRENT');
    await (kind === 'missing' ? rm(current) : writeFile(current, ''));
    await expect(openStore(dir)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('CURRENT'),
    });
  });

  test.each([
    ['garbled', 'damaged', (bytes: Buffer) => bytes.fill(0xff, 0, bytes.length - 48)],
    ['cut to nothing', 'unreadable', () => Buffer.alloc(0)],
  ])('refuses data of which a file is %s, and names the folder', async (_kind, code, spoil) => {
    const store = await openHere();
    await store.stage([put('a', 'x'.repeat(40 << 20))]);
    await store.stage([put('b', 'x'.repeat(40 << 20))]);
    await closeAll();
    const files = (await readdir(join(dir, 'store'))).filter((file) => file.endsWith('.ldb'));
    for (const file of files) {
      const path = join(dir, 'store', file);
      await writeFile(path, spoil(await readFile(path)));
    }
    expect(files.length).toBeGreaterThan(0);
    await expect(openStore(dir)).rejects.toMatchObject({ code, message: expect.stringContaining(dir) });
  });
});

const holdLevel = (directory: string): string =>
  `import { ClassicLevel } from ${JSON.stringify(import.meta.resolve('classic-level'))};
   const db = new ClassicLevel(${JSON.stringify(directory)}); await db.open(); console.log('held'); process.stdin.resume();`;
