import { Readable } from 'node:stream';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { readBucket } from '../../../lambdas/site/read-bucket.ts';

const aBucket = () => {
  const s3 = mockClient(S3Client);
  const body = () => Object.assign(Readable.from([]), { transformToByteArray: async () => Buffer.from('text') });
  s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: '', $metadata: {} }));
  s3.on(GetObjectCommand, { Key: 'app.js' }).callsFake(async () => ({ Body: body() }));
  let nowMs = 0;
  const read = readBucket({ client: new S3Client({}), bucket: 'site', nowMs: () => nowMs });
  return { read, calls: () => s3.calls().length, pass: (ms: number) => (nowMs += ms) };
};

describe("the website's bucket", () => {
  test('is asked for a file once in a minute', async () => {
    const { read, calls, pass } = aBucket();
    const first = await read('app.js');
    expect(await read('app.js')).toBe(first);
    expect(calls()).toBe(1);
    pass(60_000);
    expect((await read('app.js'))?.etag).toBe(first?.etag);
    expect(calls()).toBe(2);
  });

  test('is asked once in a minute for a file that is not there', async () => {
    const { read, calls } = aBucket();
    expect([await read('none.js'), await read('none.js')]).toEqual([undefined, undefined]);
    expect(calls()).toBe(1);
  });

  test('that fails is not taken for empty', async () => {
    const s3 = mockClient(S3Client);
    s3.on(GetObjectCommand).rejects(new Error('broken'));
    const read = readBucket({ client: new S3Client({}), bucket: 'site', nowMs: () => 0 });
    await expect(read('app.js')).rejects.toThrow('broken');
  });
});
