import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../root.ts';

const CDK = join(createRequire(import.meta.url).resolve('aws-cdk/package.json'), '..', 'bin', 'cdk');

export type CdkRun = {
  readonly args: readonly string[];
  /** Over those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether its output is kept back, and shown only when it fails. */
  readonly quiet?: boolean;
};

/** Runs the CDK's command-line tool with the Node of this process. Throws when it fails. */
export const runCdk = async ({ args, env = {}, quiet = false }: CdkRun): Promise<void> => {
  const app = `"${process.execPath}" bin/app.ts`;
  const child = spawn(process.execPath, [CDK, ...args, '--app', app, '--no-notices'], {
    cwd: ROOT,
    stdio: ['inherit', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', ...env },
  });
  const kept: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => kept.push(String(chunk)));
  const [code] = await once(child, 'close');
  if (code === 0) return;
  throw Object.assign(new Error([...kept, `cdk ${args[0]} failed`].join('')), { code: 'CDK_FAILED' });
};
