import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from '../domain/model/model.ts';
import { loadModel } from '../model-files.ts';

/** The challenger in a folder; without one, or with one that does not fit this code any more, none scores, and that is said. */
export const loadChallenger = (
  folderOf: () => string | undefined,
  report: (message: string, error: unknown) => void,
): Model | undefined => {
  try {
    const folder = folderOf();
    return folder === undefined ? undefined : loadModel(folder);
  } catch (error) {
    report('the challenger does not score', error);
    return undefined;
  }
};

/** Where the stack puts a challenger: beside a function's code, if there is one. */
export const folderBeside = (folder: string) => (): string | undefined => {
  const beside = join(folder, 'challenger');
  return existsSync(beside) ? beside : undefined;
};
