import { createHash } from 'node:crypto';
import { createReadStream, existsSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadMapping } from '../csv/load-mapping.ts';
import { FEATURES_VERSION } from '../domain/features/index.ts';
import { makeFolder } from '../make-folder.ts';
import { ROOT } from '../root.ts';
import { TABLE_COLUMNS } from '../table/parquet-table.ts';
import { faultOf } from './fault.ts';
import { runProgram } from './run-program.ts';

/** `origin` tells those who have not got the file where it is from. */
type FileSource = { readonly file: string; readonly format: string; readonly origin?: string | undefined };
/** Payments to make a feature table of: simulated ones, or those of a CSV file. */
type Payments = { readonly labelDelayDays: number } & (
  | { readonly simulate: { readonly seed: number; readonly rows: number } }
  | FileSource
);
/** Payments, or a table that was made of some by `npm run features`. */
export type Source = Payments | { readonly labelDelayDays: number; readonly table: string };

export type FeatureTable = { readonly path: string; readonly digest: string };

const TABLES = join(ROOT, 'model', 'tables');

/**
 * The feature table of a source that `checkSource` found right, made by `npm run features` unless it is there from before. `digest`
 * changes with the data, the mapping, the label delay and the features; of a table that is there it is its path.
 */
export const featureTable = async (source: Source, folder: string = TABLES): Promise<FeatureTable> => {
  if ('table' in source) return { path: source.table, digest: source.table };
  const digest = await digestOf(source);
  const path = join(folder, `${nameOf(source)}-${digest.slice(0, 12)}.parquet`);
  if (existsSync(path)) return { path, digest };
  await makeFolder(folder);
  const unfinished = `${path}.unfinished`;
  runProgram(process.execPath, [join(ROOT, 'bin', 'features.ts'), ...argumentsOf(source), '--out', unfinished]);
  renameSync(unfinished, path);
  return { path, digest };
};

/** Throws a fault that tells what is wrong with a source, before anything is made for it. */
export const checkSource = async (source: Source): Promise<void> => {
  if ('table' in source && !existsSync(source.table))
    throw faultOf(`${source.table}: no such file; npm run features writes one`);
  if (!('file' in source)) return;
  const { file, format, origin } = source;
  if (!existsSync(file)) {
    throw faultOf(
      `${file}: no such file; ${origin === undefined ? '' : `${origin}; `}name another with --data FILE --format FORMAT`,
    );
  }
  if ((await loadMapping(format)).label === undefined) {
    throw faultOf(
      `format ${format} names no \`label\` column; training needs to know which payments were fraud (docs/csv.md)`,
    );
  }
};

const digestOf = async (source: Payments): Promise<string> => {
  const hash = createHash('sha256').update(JSON.stringify([FEATURES_VERSION, TABLE_COLUMNS, source.labelDelayDays]));
  if ('simulate' in source) return hash.update(JSON.stringify(source.simulate)).digest('hex');
  hash.update(JSON.stringify(await loadMapping(source.format)));
  for await (const chunk of createReadStream(source.file)) hash.update(chunk);
  return hash.digest('hex');
};

const nameOf = (source: Payments): string =>
  'simulate' in source
    ? `seed-${source.simulate.seed}-rows-${source.simulate.rows}`
    : basename(source.file).replace(/\.csv(\.gz)?$/, '');

const argumentsOf = (source: Payments): readonly string[] => {
  const delay = ['--label-delay', `${source.labelDelayDays}d`];
  if ('file' in source) return [source.file, '--format', source.format, ...delay];
  return ['--simulate', '--seed', String(source.simulate.seed), '--rows', String(source.simulate.rows), ...delay];
};
