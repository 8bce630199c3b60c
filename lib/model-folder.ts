import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MODEL = join(import.meta.dirname, '..', 'model');

/** Where the champion's files lie: of the model that `npm run model:promote` made it, else of the one that is committed. Start-up checks them. */
export const championFolder = (model = MODEL): string => folderOf(model, 'champion') ?? join(model, 'artefacts');

/** Where the challenger's files lie, while `npm run model:shadow` has one score. */
export const challengerFolder = (model = MODEL): string | undefined => folderOf(model, 'shadow');

const folderOf = (model: string, name: 'champion' | 'shadow'): string | undefined => {
  const path = join(model, 'registry', `${name}.json`);
  const record = existsSync(path) ? Object(JSON.parse(readFileSync(path, 'utf8'))) : {};
  const id = record.champion ?? record.challenger;
  return typeof id === 'string' ? join(model, 'registry', 'models', id) : undefined;
};
