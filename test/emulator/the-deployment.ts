import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deployLocal, type LocalDeployment } from '../../src/deploy/deploy-local.ts';
import { ROOT } from '../../src/root.ts';

/** Those who are told of payments; the emulator only logs what it would send them. */
export const ON_CALL = { alertEmails: 'fraud@example.com', alertPhones: '+12025550123' } as const;
/** Of deploying to an emulator that was only just started, on two busy cores. */
export const DEPLOY_LIMIT_MS = 240_000;

const FILE = join(ROOT, '.emulator', 'test-deployment.json');

/** The one deployment that all files of this run share; the first that asks makes it. */
export const theDeployment = async (): Promise<LocalDeployment> => {
  if (existsSync(FILE)) return JSON.parse(await readFile(FILE, 'utf8'));
  const deployment = await deployLocal(ON_CALL, true);
  await writeFile(FILE, JSON.stringify(deployment));
  return deployment;
};

export const forgetDeployment = (): Promise<void> => rm(FILE, { force: true });
