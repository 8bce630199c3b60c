import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { types } from 'node:util';
import { ClassicLevel } from 'classic-level';
import { makeFolder } from '../../make-folder.ts';

export type StoreOptions = {
  /** Forces writes onto the disk at most this often, which is what a loss of power can take; 0 is every write. 100 when left out. */
  readonly syncEveryMs?: number;
  /** Refuses to make a new store. */
  readonly mustExist?: boolean;
};

export type Level = ClassicLevel<string, Buffer>;

export type StoreErrorCode = 'in_use' | 'absent' | 'foreign' | 'newer_format' | 'damaged' | 'unreadable';
export type StoreError = Error & { readonly code: StoreErrorCode };

/** Raised whenever the layout of keys or values changes so that older code would misread it. */
const STORE_FORMAT = 2;

const FORMAT_KEY = '!format';

/** Chosen by measurement: see docs/decisions/001-leveldb-store.md. */
const TUNING = { compression: false, cacheSize: 8 << 20, writeBufferSize: 32 << 20, maxFileSize: 8 << 20 };

/** Opens LevelDB in a directory of its own and checks that the layout in it is ours. */
export const openLevel = async (directory: string, { mustExist = false }: StoreOptions): Promise<Level> => {
  if (mustExist && !existsSync(directory)) throw storeError('absent', `No data at ${directory}.`);
  await makeFolder(directory);
  await checkWhole(directory);
  const db: Level = new ClassicLevel(directory, { keyEncoding: 'utf8', valueEncoding: 'buffer', ...TUNING });
  try {
    await db.open({ createIfMissing: !mustExist });
  } catch (error) {
    throw explained(error, directory);
  }
  try {
    await checkFormat(db, directory);
  } catch (error) {
    await db.close();
    throw isStoreError(error) ? error : explained(error, directory);
  }
  return db;
};

export const isStoreError = (error: unknown): error is StoreError =>
  types.isNativeError(error) && 'code' in error && typeof error.code === 'string' && CODES.has(error.code);

const CODES: ReadonlySet<string> = new Set<StoreErrorCode>([
  'in_use',
  'absent',
  'foreign',
  'newer_format',
  'damaged',
  'unreadable',
]);

/** LevelDB takes a directory without its `CURRENT` file for a new one and would clear the rest away. */
const checkWhole = async (directory: string): Promise<void> => {
  const files = await readdir(directory);
  const hasTables = files.some((file) => file.startsWith('MANIFEST-') || file.endsWith('.ldb'));
  if (hasTables && !files.includes('CURRENT'))
    throw storeError('damaged', `The data in ${directory} is damaged: its file CURRENT is missing.`);
};

const checkFormat = async (db: Level, directory: string): Promise<void> => {
  const marker = db.getSync(FORMAT_KEY)?.toString();
  if (marker === undefined) {
    const [first] = await db.keys({ limit: 1 }).all();
    if (first !== undefined)
      throw storeError('foreign', `${directory} holds a LevelDB that is not Sluice's. Give another data directory.`);
    await db.put(FORMAT_KEY, Buffer.from(String(STORE_FORMAT)), { sync: true });
  } else if (marker !== String(STORE_FORMAT)) {
    throw storeError(
      'newer_format',
      `${directory} has data in format ${marker}, this version reads format ${STORE_FORMAT}. Use the version that wrote it, or another data directory.`,
    );
  }
};

/** LevelDB's own error is the cause of the one that `open` throws, and is what a read throws. */
const explained = (error: unknown, directory: string): Error => {
  const cause = types.isNativeError(error) && types.isNativeError(error.cause) ? error.cause : error;
  const code = types.isNativeError(cause) && 'code' in cause ? cause.code : undefined;
  const detail = types.isNativeError(cause) ? cause.message : String(cause);
  if (code === 'LEVEL_LOCKED') {
    return storeError(
      'in_use',
      `${directory} is in use by another process. Stop it first, or give another data directory.`,
      error,
    );
  }
  if (code === 'LEVEL_CORRUPTION')
    return storeError('damaged', `The data in ${directory} is damaged: ${detail}.`, error);
  if (detail.includes('does not exist')) return storeError('absent', `No data at ${directory}.`, error);
  return storeError('unreadable', `Cannot read the data in ${directory}: ${detail}.`, error);
};

const storeError = (code: StoreErrorCode, message: string, cause?: unknown): StoreError =>
  Object.assign(new Error(message, { cause }), { code });
