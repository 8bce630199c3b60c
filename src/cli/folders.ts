import { statSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';

/** Parser of a command-line folder that may be made. An empty text, as of a variable that was never set, would be the current folder. */
export const folder = (text: string): string => {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('expected a folder, got an empty text.');
};

/** Parser of a command-line folder that must be there. */
export const existingFolder = (text: string): string => {
  if (statSync(folder(text), { throwIfNoEntry: false })?.isDirectory()) return text;
  throw new InvalidArgumentError('no such folder.');
};
