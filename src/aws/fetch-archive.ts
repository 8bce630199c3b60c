import { createWriteStream } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import pMap from 'p-map';
import { ARCHIVE_PARTITION, ARCHIVE_TABLE } from '../archive/columns.ts';
import { makeFolder } from '../make-folder.ts';

export type ArchiveInBucket = {
  readonly bucket: string;
  /** Made a copy of the bucket's rows, in the same places. */
  readonly folder: string;
  /** First day wanted, `2026-11-21`; otherwise all there are. */
  readonly since?: string;
};

/** How many files the archive has, and how many bytes of them were not in the folder yet. */
export type Fetched = { readonly files: number; readonly bytesFetched: number };

type Found = { readonly key: string; readonly size: number };

const DOWNLOADS_AT_ONCE = 8;
const FILE = new RegExp(`^${ARCHIVE_TABLE}/${ARCHIVE_PARTITION}=\\d{4}-\\d{2}-\\d{2}/[\\w.-]+\\.parquet$`);

/** Makes a folder hold the archive's files of a bucket and no others. An object never changes, so one that is there is not fetched again. */
export const fetchArchive = async (client: S3Client, { bucket, folder, since }: ArchiveInBucket): Promise<Fetched> => {
  const wanted = await list(client, bucket, since);
  await removeOthers(folder, new Set(wanted.map(({ key }) => key)));
  const fetched = await pMap(
    wanted,
    async ({ key, size }) => {
      const file = join(folder, key);
      if ((await sizeOf(file)) === size) return 0;
      await download(client, { bucket, key, file });
      return size;
    },
    { concurrency: DOWNLOADS_AT_ONCE },
  );
  return { files: wanted.length, bytesFetched: fetched.reduce((sum, bytes) => sum + bytes, 0) };
};

const list = async (client: S3Client, Bucket: string, since = ''): Promise<readonly Found[]> => {
  const days = `${ARCHIVE_TABLE}/${ARCHIVE_PARTITION}=`;
  const found: Found[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2(
    { client },
    { Bucket, Prefix: days, StartAfter: `${days}${since}` },
  ))
    for (const { Key = '', Size = 0 } of Contents) if (FILE.test(Key)) found.push({ key: Key, size: Size });
  return found;
};

const removeOthers = async (folder: string, wanted: ReadonlySet<string>): Promise<void> => {
  const names = await readdir(join(folder, ARCHIVE_TABLE), { recursive: true, withFileTypes: true }).catch(() => []);
  for (const { name, parentPath } of names.filter((entry) => entry.isFile())) {
    const file = join(parentPath, name);
    if (!wanted.has(file.slice(folder.length + 1).replaceAll('\\', '/'))) await rm(file);
  }
};

const sizeOf = (file: string): Promise<number | undefined> =>
  stat(file).then(
    ({ size }) => size,
    () => undefined,
  );

type Download = { readonly bucket: string; readonly key: string; readonly file: string };

const download = async (client: S3Client, { bucket, key, file }: Download): Promise<void> => {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (!(Body instanceof Readable)) throw new Error(`S3 gave no content of ${key} in ${bucket}`);
  await makeFolder(dirname(file));
  await pipeline(Body, createWriteStream(`${file}.partial`));
  await rename(`${file}.partial`, file);
};
