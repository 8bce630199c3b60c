import { InvalidArgumentError } from 'commander';

/** Parser of a command-line time; epoch milliseconds. */
export const time = (text: string): number => {
  const atMs = Date.parse(text);
  if (!Number.isNaN(atMs)) return atMs;
  throw new InvalidArgumentError('expected a time such as 2025-01-01T00:00:00Z.');
};
