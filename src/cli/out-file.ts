import { statSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';

/** Parser of a command-line file that is to be written; found out before the work, not after it. */
export const outFile = (text: string): string => {
  if (text.trim() === '') throw new InvalidArgumentError('expected a file, got an empty text.');
  if (statOf(text)?.isDirectory()) throw new InvalidArgumentError('expected a file, got a folder.');
  return text;
};

/** Whether two paths are one file, by whatever name or link. */
export const isSameFile = (one: string, other: string): boolean => {
  const [a, b] = [statOf(one), statOf(other)];
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
};

const statOf = (path: string) => statSync(path, { throwIfNoEntry: false });
