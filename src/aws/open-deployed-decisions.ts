import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Deployed } from '../deploy/deployed.ts';
import { archiveSource } from '../verify/archive-source.ts';
import type { VerifySource } from '../verify/verify.ts';
import { decisionItemKey, decisionOf } from './adapters/decision-item.ts';
import { createGet } from './batch-get.ts';
import { openDeployedArchive } from './open-archive.ts';

/** Firehose keeps rows for up to five minutes, and tries again for as long when S3 does not take them. */
const SETTLED_AFTER_MS = 15 * 60_000;

/** What a deployed stack decided, to be verified; its archive is copied first. */
export const openDeployedDecisions = async (
  deployed: Deployed,
  dataDir: string,
): Promise<{ readonly source: VerifySource; readonly close: () => void }> => {
  const get = createGet(new DynamoDBClient(deployed.client));
  const table = deployed.outputs['DecisionsTable'] ?? '';
  const archive = await openDeployedArchive({ deployed, dataDir });
  const source = archiveSource({
    archive,
    findDecisions: async (ids) => (await get({ table, keys: ids.map(decisionItemKey) })).map(decisionOf),
    settledAfterMs: 'endpoint' in deployed.client ? 0 : SETTLED_AFTER_MS,
  });
  return { source, close: archive.close };
};
