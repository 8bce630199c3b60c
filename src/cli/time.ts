import { InvalidArgumentError } from 'commander';
import * as z from 'zod';

const DAY_OR_INSTANT = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** Parser of a command-line time, a day (UTC) or an instant with its zone; epoch milliseconds. Date alone would take `5` for a day of May. */
export const time = (text: string): number => {
  const parsed = DAY_OR_INSTANT.safeParse(text);
  if (parsed.success) return Date.parse(parsed.data);
  throw new InvalidArgumentError('expected a day or a time such as 2025-01-01 or 2025-01-01T00:00:00Z.');
};
