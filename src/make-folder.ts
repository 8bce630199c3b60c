import { statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { messageOf } from './message-of.ts';

/**
 * Makes a folder and those above it that are missing. Throws an error that names it when it cannot. Node's own way (`recursive`) tries for
 * ever where a folder that is there takes no others: below /proc, or behind a link to a disk that is gone.
 */
export const makeFolder = async (path: string): Promise<void> => {
  try {
    await make(resolve(path));
  } catch (cause) {
    const told = `cannot make the folder ${path}: ${messageOf(cause)}`;
    throw Object.assign(new Error(told, { cause }), { code: 'folder_refused' });
  }
};

const make = async (path: string): Promise<void> => {
  if (isFolder(path)) return;
  await make(dirname(path));
  await mkdir(path).catch((error: unknown) => {
    // Another process may have been quicker.
    if (!isFolder(path)) throw error;
  });
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
