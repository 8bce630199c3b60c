import { openArchive } from '../../src/archive/archive-files.ts';
import { writeFiles } from '../../src/archive/write-files.ts';

type Options = { readonly ends?: readonly number[]; readonly reports?: string[] };

/** An archive in a folder that takes rows. */
export const anArchive = (folder: string, { ends = [100_000], reports = [] }: Options = {}) =>
  openArchive({ folder, ends, report: (message) => reports.push(message), write: writeFiles });
