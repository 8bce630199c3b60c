import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../src/embedded/store.ts';

/** A store in a directory of its own, and a way to end and begin again as a new process would. */
export type StoreUnderTest = {
  readonly dir: string;
  readonly store: Store;
  readonly reopen: () => Promise<StoreUnderTest>;
};

const opened: Store[] = [];
const dirs: string[] = [];

const open = async (dir: string): Promise<StoreUnderTest> => {
  const store = await openStore(dir);
  opened.push(store);
  return {
    dir,
    store,
    reopen: async () => {
      opened.splice(opened.indexOf(store), 1);
      await store.close();
      return open(dir);
    },
  };
};

export const aStore = async (): Promise<StoreUnderTest> => {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-'));
  dirs.push(dir);
  return open(dir);
};

export const removeStores = async (): Promise<void> => {
  for (const store of opened.splice(0)) await store.close();
  for (const dir of dirs.splice(0)) await rm(dir, { recursive: true, force: true });
};
