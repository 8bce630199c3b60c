import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import type { SiteFile, SitePorts } from './handler.ts';

export type BucketSource = { readonly client: S3Client; readonly bucket: string; readonly nowMs: () => number };

type Kept = { readonly file: SiteFile | undefined; readonly untilMs: number };

/** A new deployment of the dashboard shows within this time; until then S3 is not asked again. */
const KEEP_MS = 60_000;
const MOST_KEPT = 100;

/** Reads the website's bucket, keeping each file, and the absence of each, for a minute. */
export const readBucket = ({ client, bucket, nowMs }: BucketSource): SitePorts['readFile'] => {
  const kept = new Map<string, Kept>();
  return async (path) => {
    const known = kept.get(path);
    if (known !== undefined && known.untilMs > nowMs()) return known.file;
    const file = await read({ client, bucket }, path);
    // Paths come from outside: one who makes them up must not fill the memory.
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(path, { file, untilMs: nowMs() + KEEP_MS });
    return file;
  };
};

const read = async (
  { client, bucket }: Pick<BucketSource, 'client' | 'bucket'>,
  path: string,
): Promise<SiteFile | undefined> => {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: path }));
    return Body === undefined ? undefined : fileOf(await Body.transformToByteArray());
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};

const fileOf = (bytes: Uint8Array): SiteFile => ({
  bytes,
  gzipped: gzipSync(bytes),
  etag: `"${createHash('sha256').update(bytes).digest('base64url')}"`,
});
