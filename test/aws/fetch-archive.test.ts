import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { fetchArchive } from '../../src/aws/fetch-archive.ts';
import { openDeployedArchive } from '../../src/aws/open-archive.ts';
import { aFolder, removeAll } from '../builders/a-system.ts';

afterEach(removeAll);

const [MONDAY, TUESDAY] = ['changes/day=2026-03-02/a.parquet', 'changes/day=2026-03-03/b.parquet'];

/** A bucket of objects by key, two of them a page. */
const aBucket = (objects: Record<string, string>) => {
  const s3 = mockClient(S3Client);
  s3.on(ListObjectsV2Command).callsFake(({ StartAfter = '', ContinuationToken }) => {
    const from: string = ContinuationToken ?? StartAfter;
    const keys = Object.keys(objects)
      .sort()
      .filter((key) => key > from);
    return {
      Contents: keys.slice(0, 2).map((Key) => ({ Key, Size: objects[Key].length })),
      ...(keys.length > 2 && { IsTruncated: true, NextContinuationToken: keys[1] }),
    };
  });
  s3.on(GetObjectCommand).callsFake(({ Key }) => ({ Body: Readable.from([Buffer.from(objects[Key])]) }));
  return s3;
};

const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => name.includes('.')).sort();

describe('a copy of the archive of a bucket', () => {
  test('holds its files in their places, and what was fetched once is not fetched again', async () => {
    const [folder, objects] = [await aFolder(), { [MONDAY]: 'mon', [TUESDAY]: 'tues' }];
    const s3 = aBucket(objects);
    const fetch = () => fetchArchive(new S3Client({}), { bucket: 'b', folder });
    expect(await fetch()).toEqual({ files: 2, bytesFetched: 7 });
    expect(await readFile(join(folder, MONDAY), 'utf8')).toBe('mon');
    expect(await fetch()).toEqual({ files: 2, bytesFetched: 0 });
    Object.assign(objects, { 'changes/day=2026-03-03/c.parquet': 'more' });
    expect(await fetch()).toEqual({ files: 3, bytesFetched: 4 });
    expect(s3.commandCalls(GetObjectCommand)).toHaveLength(3);
  });

  test('loses what the bucket no longer holds, and what a fetch that was cut off left behind', async () => {
    const folder = await aFolder();
    const day = join(folder, 'changes', 'day=2026-03-02');
    await mkdir(day, { recursive: true });
    for (const name of ['gone.parquet', 'a.parquet.partial']) await writeFile(join(day, name), 'x');
    aBucket({ [MONDAY]: 'mon' });
    await fetchArchive(new S3Client({}), { bucket: 'b', folder });
    expect(await filesIn(folder)).toEqual([MONDAY]);
  });

  test('takes nothing but files of rows, and none that would lie outside of it', async () => {
    const folder = await aFolder();
    aBucket({
      [MONDAY]: 'mon',
      'changes/day=2026-03-02/_SUCCESS': '',
      'changes/day=2026-03-02/../../../x.parquet': 'x',
      'changes/day=..%2f/x.parquet': 'x',
    });
    expect((await fetchArchive(new S3Client({}), { bucket: 'b', folder })).files).toBe(1);
  });

  test('begins with the day that is asked for', async () => {
    const folder = await aFolder();
    aBucket({ [MONDAY]: 'mon', [TUESDAY]: 'tues' });
    await fetchArchive(new S3Client({}), { bucket: 'b', folder, since: '2026-03-03' });
    expect(await filesIn(folder)).toEqual([TUESDAY]);
  });

  test('of an empty bucket is refused, and says which and from when', async () => {
    aBucket({});
    const deployed = { client: { region: 'eu-west-1' }, outputs: { ArchiveBucket: 'rows' } };
    const open = openDeployedArchive({ deployed, dataDir: await aFolder(), since: '2026-03-03' });
    await expect(open).rejects.toThrow(/the bucket rows holds no rows since 2026-03-03/);
  });
});
