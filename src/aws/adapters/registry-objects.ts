import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { RegistryObjects } from '../../registry/objects.ts';

export type RegistryBucket = {
  readonly client: S3Client;
  readonly bucket: string;
  /** Ends with `/`, or is empty. */
  readonly prefix: string;
};

/** Another writer was faster: the condition did not hold, or two conditional writes met. */
const OVERTAKEN = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

/** A registry's objects under a prefix of an S3 bucket; S3's conditional writes keep what is immutable immutable. */
export const bucketObjects = ({ client, bucket, prefix }: RegistryBucket): RegistryObjects => {
  const read = async (key: string): Promise<{ readonly bytes: Uint8Array; readonly etag?: string } | undefined> => {
    try {
      const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: prefix + key }));
      return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), etag: ETag };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  const put = async (key: string, bytes: Uint8Array, condition: { IfNoneMatch: '*' } | { IfMatch?: string }) => {
    try {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: prefix + key, Body: bytes, ...condition }));
      return true;
    } catch (error) {
      if (error instanceof Error && OVERTAKEN.has(error.name)) return false;
      throw error;
    }
  };
  return {
    read: async (key) => (await read(key))?.bytes,
    list: async (under) => {
      const keys: string[] = [];
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix + under }))
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key.slice(prefix.length));
      return keys.sort();
    },
    create: (key, bytes) => put(key, bytes, { IfNoneMatch: '*' }),
    replace: async (key, bytes, before) => {
      const standing = await read(key);
      if (before === undefined || standing === undefined)
        return before === standing?.bytes ? put(key, bytes, { IfNoneMatch: '*' }) : false;
      return Buffer.compare(standing.bytes, before) === 0 ? put(key, bytes, { IfMatch: standing.etag }) : false;
    },
  };
};
