import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { isNativeError } from 'node:util/types';
import { makeFolder } from '../make-folder.ts';
import type { RegistryObjects } from './objects.ts';

/** A registry's objects as files of a folder, which is made when it is not there. */
export const folderObjects = (folder: string): RegistryObjects => {
  const pathOf = (key: string): string => join(folder, ...key.split('/'));
  const read = async (key: string): Promise<Uint8Array | undefined> =>
    unless('ENOENT', undefined, () => readFile(pathOf(key)));
  return {
    read,
    list: async (prefix) => {
      const entries = await unless('ENOENT', [], () => readdir(folder, { recursive: true, withFileTypes: true }));
      return entries
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
        .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
        .filter((key) => key.startsWith(prefix))
        .sort();
    },
    create: (key, bytes) =>
      withWritten(pathOf(key), bytes, async (written) =>
        // A link, unlike a rename, never takes the place of what is there.
        unless('EEXIST', false, () => link(written, pathOf(key)).then(() => true)),
      ),
    replace: async (key, bytes, before) =>
      alone(pathOf(key), async () => {
        const standing = await read(key);
        if (!isSame(standing, before)) return false;
        return withWritten(pathOf(key), bytes, (written) => rename(written, pathOf(key)).then(() => true));
      }),
  };
};

const isSame = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;

/** What an action gives, or `otherwise` when it fails with this code. */
const unless = async <T, O>(code: string, otherwise: O, action: () => Promise<T>): Promise<T | O> => {
  try {
    return await action();
  } catch (error) {
    if (isNativeError(error) && 'code' in error && error.code === code) return otherwise;
    throw error;
  }
};

/** The bytes in a hidden file beside their place, safe on the disk, for an action that puts them there. */
const withWritten = async <T>(path: string, bytes: Uint8Array, put: (written: string) => Promise<T>): Promise<T> => {
  await makeFolder(dirname(path));
  const written = join(dirname(path), `.${randomUUID()}`);
  try {
    const file = await open(written, 'wx');
    await file.writeFile(bytes).finally(async () => {
      await file.sync();
      await file.close();
    });
    return await put(written);
  } finally {
    await rm(written, { force: true });
  }
};

const alone = async <T>(path: string, action: () => Promise<T>): Promise<T> => {
  const lock = join(dirname(path), '.lock');
  await makeFolder(dirname(path));
  const taken = await unless('EEXIST', undefined, () => mkdir(lock).then(() => lock));
  if (taken === undefined)
    throw Object.assign(new Error(`${lock}: another command is changing the registry; remove it if none is`), {
      code: 'locked',
    });
  try {
    return await action();
  } finally {
    await rm(lock, { recursive: true });
  }
};
