import { S3Client } from '@aws-sdk/client-s3';
import { bucketObjects } from '../aws/adapters/registry-objects.ts';
import { registryFault } from './fault.ts';
import { folderObjects } from './folder-objects.ts';
import { openRegistry, type Registry } from './registry.ts';

const S3_PLACE = /^s3:\/\/([a-z0-9.-]{3,63})(?:\/(.*?))?\/*$/;

/** The registry at a place: a folder, or `s3://bucket/prefix`. */
export const registryAt = (place: string): Registry => {
  if (!place.includes('://')) return openRegistry(folderObjects(place));
  const match = S3_PLACE.exec(place);
  if (match === null) throw registryFault(`registry ${place}: expected a folder or s3://BUCKET/PREFIX`);
  const [, bucket, prefix = ''] = match;
  // Path style is what emulators understand everywhere; AWS does too.
  const client = new S3Client({ forcePathStyle: process.env['AWS_ENDPOINT_URL'] !== undefined });
  return openRegistry(bucketObjects({ client, bucket, prefix: prefix === '' ? '' : `${prefix}/` }));
};
