/** The change stream's positions that a file of the archive holds, both ends included. */
export type Range = { readonly shard: number; readonly first: number; readonly last: number };

const DIGITS = 15;
const NAME = /^(\d+)-(\d{15})-(\d{15})\.parquet$/;

/** A name that tells what is in the file: the same records, delivered again, have the same place. */
export const fileName = ({ shard, first, last }: Range): string => `${shard}-${padded(first)}-${padded(last)}.parquet`;

/** The range that a name tells; undefined for any other file. */
export const rangeOf = (name: string): Range | undefined => {
  const match = NAME.exec(name);
  return match === null ? undefined : { shard: Number(match[1]), first: Number(match[2]), last: Number(match[3]) };
};

const padded = (position: number): string => String(position).padStart(DIGITS, '0');

/** Ends the name of a file that is still being written. */
export const PARTIAL = '.partial';
