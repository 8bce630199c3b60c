import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { championSchema, entrySchema, shadowSchema } from '../domain/registry/records.ts';
import { MODEL_FOLDER } from '../model-files.ts';
import { registryFault } from './fault.ts';
import { NEEDED_FILES } from './model-package.ts';
import { parseRecord } from './parse-record.ts';

/** The registry of this checkout: model/registry. */
export const REGISTRY_FOLDER = join(MODEL_FOLDER, '..', 'registry');

/**
 * Where the model lies that decides: the promoted one, or while none is, the one that is committed with the code. Throws a RegistryFault
 * when what the registry names is not what was registered.
 */
export const championFolder = (registry = REGISTRY_FOLDER, committed = MODEL_FOLDER): string => {
  const record = readRecord(join(registry, 'champion.json'), championSchema);
  return record === undefined ? committed : checkedFolder(registry, record.champion);
};

/** Where the model lies that scores in its shadow, if one does. Throws as `championFolder`. */
export const challengerFolder = (registry = REGISTRY_FOLDER): string | undefined => {
  const record = readRecord(join(registry, 'shadow.json'), shadowSchema.nullable());
  return record === undefined || record === null ? undefined : checkedFolder(registry, record.challenger);
};

const readRecord = <T>(path: string, schema: z.ZodType<T>): T | undefined =>
  existsSync(path) ? parseRecord(path, schema, readFileSync(path, 'utf8')) : undefined;

const checkedFolder = (registry: string, id: string): string => {
  const folder = join(registry, 'models', id);
  const found = readRecord(join(folder, 'entry.json'), entrySchema);
  if (found === undefined)
    throw registryFault(`${folder}: the registry names model ${id}, which is not there; npm run model:pull fetches it`);
  const { files } = found;
  for (const name of NEEDED_FILES) {
    const path = join(folder, name);
    const digest = existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'nothing';
    if (digest !== files[name])
      throw registryFault(`${path}: got ${digest}, registered was ${files[name] ?? 'nothing'}`);
  }
  return folder;
};
