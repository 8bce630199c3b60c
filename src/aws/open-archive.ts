import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { type ArchiveQuerying, openQuery, queryError } from '../archive/open-query.ts';
import type { Deployed } from '../deploy/deployed.ts';
import { type Fetched, fetchArchive } from './fetch-archive.ts';

export type DeployedArchive = {
  readonly deployed: Pick<Deployed, 'client' | 'outputs'>;
  /** Below it the copy is kept, for every command that asks. */
  readonly dataDir: string;
  readonly since?: string;
  /** Told of what came, before the first answer. */
  readonly onFetched?: (fetched: Fetched) => void;
};

/** Opens the archive of a deployed stack for SQL, on a copy of its files. Rejects when nothing is archived. */
export const openDeployedArchive = async (archive: DeployedArchive): Promise<ArchiveQuerying> =>
  openQuery(await copyDeployedArchive(archive), { mayRepeat: true });

/** Copies what is new of the archive of a deployed stack, and tells the folder of the copy. Rejects when nothing is archived. */
export const copyDeployedArchive = async ({
  deployed: { client, outputs },
  dataDir,
  since,
  onFetched,
}: DeployedArchive): Promise<string> => {
  const bucket = outputs['ArchiveBucket'] ?? '';
  const folder = join(dataDir, 'deployed', bucket);
  const s3 = new S3Client({ ...client, forcePathStyle: 'endpoint' in client });
  const fetched = await fetchArchive(s3, { bucket, folder, ...(since !== undefined && { since }) });
  if (fetched.files === 0)
    throw queryError(
      `the bucket ${bucket} holds no rows${since === undefined ? '' : ` since ${since}`}; on AWS the first come five minutes after the first payment`,
    );
  onFetched?.(fetched);
  return folder;
};
