import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { buildSite } from './build-site.ts';

export type SiteTarget = {
  readonly client: S3Client;
  readonly bucket: string;
  /** What /config.json tells, as JSON. */
  readonly dashboardConfig: string;
};

/** Builds the website and puts it into its bucket, where the stack does not do so itself. */
export const uploadSite = async ({ client, bucket, dashboardConfig }: SiteTarget): Promise<void> => {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-site-'));
  try {
    const paths = await buildSite(dir);
    await writeFile(join(dir, 'config.json'), dashboardConfig);
    for (const path of paths)
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: path, Body: await readFile(join(dir, path)) }));
  } finally {
    await rm(dir, { recursive: true });
  }
};
