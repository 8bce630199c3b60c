import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { bucketObjects } from '../../src/aws/adapters/registry-objects.ts';
import { folderObjects } from '../../src/registry/folder-objects.ts';
import type { RegistryObjects } from '../../src/registry/objects.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const inFolder = (): RegistryObjects => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-objects-'));
  folders.push(folder);
  return folderObjects(join(folder, 'registry'));
};

const failed = (name: string): Error => Object.assign(new Error(name), { name });

/** S3 over a map, with its conditional writes. */
const inBucket = (): RegistryObjects => {
  const objects = new Map<string, { readonly bytes: Uint8Array; readonly etag: string }>();
  const client = new S3Client({ region: 'eu-west-1' });
  const s3 = mockClient(client);
  s3.on(GetObjectCommand).callsFake(({ Key }) => {
    const object = objects.get(Key);
    if (object === undefined) throw new NoSuchKey({ message: Key, $metadata: {} });
    return { ETag: object.etag, Body: { transformToByteArray: async () => object.bytes } };
  });
  s3.on(PutObjectCommand).callsFake(({ Key, Body, IfNoneMatch, IfMatch }) => {
    const standing = objects.get(Key);
    if (IfNoneMatch === '*' && standing !== undefined) throw failed('PreconditionFailed');
    if (IfMatch !== undefined && IfMatch !== standing?.etag) throw failed('PreconditionFailed');
    objects.set(Key, { bytes: Body, etag: `"${objects.size}-${Body.length}-${Math.random()}"` });
    return {};
  });
  s3.on(ListObjectsV2Command).callsFake(({ Prefix }) => ({
    Contents: [...objects.keys()].filter((key) => key.startsWith(Prefix)).map((Key) => ({ Key })),
  }));
  return bucketObjects({ client, bucket: 'b', prefix: 'registry/' });
};

const bytes = (text: string): Uint8Array => Buffer.from(text);
const read = async (objects: RegistryObjects, key: string) =>
  Buffer.from((await objects.read(key)) ?? bytes('(nothing)')).toString();

describe.each<[string, () => RegistryObjects]>([
  ['a folder', inFolder],
  ['a bucket', inBucket],
])('objects in %s', (_name, open) => {
  test('are created once, and never again', async () => {
    const objects = open();
    expect(await read(objects, 'models/a/entry.json')).toBe('(nothing)');
    expect(await objects.create('models/a/entry.json', bytes('one'))).toBe(true);
    expect(await objects.create('models/a/entry.json', bytes('two'))).toBe(false);
    expect(await read(objects, 'models/a/entry.json')).toBe('one');
  });

  test('are listed by prefix, in order', async () => {
    const objects = open();
    expect(await objects.list('models/')).toEqual([]);
    for (const key of ['models/b/x.json', 'models/a/x.json', 'champion.json']) await objects.create(key, bytes(key));
    expect(await objects.list('models/')).toEqual(['models/a/x.json', 'models/b/x.json']);
  });

  test('are replaced only while they hold what was read', async () => {
    const objects = open();
    expect(await objects.replace('champion.json', bytes('one'), undefined)).toBe(true);
    expect(await objects.replace('champion.json', bytes('two'), undefined)).toBe(false);
    expect(await objects.replace('champion.json', bytes('two'), bytes('zero'))).toBe(false);
    expect(await objects.replace('champion.json', bytes('two'), bytes('one'))).toBe(true);
    expect(await read(objects, 'champion.json')).toBe('two');
  });
});
