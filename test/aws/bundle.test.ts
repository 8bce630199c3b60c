import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { championFolder } from '../../lib/model-folder.ts';
import { writeModel } from './fake/a-model.ts';
import { ENVIRONMENT } from './fake/functions.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FUNCTIONS = [
  'score',
  'payments',
  'labels',
  'read',
  'docs',
  'decide',
  'tally',
  'alert',
  'watch',
  'rescue',
] as const;
const MOST_BYTES = 1_500_000;

/** Bundles as the stack does it: an ES module with the AWS SDK inside, and the model beside it. */
describe('the functions, bundled', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-bundle-'));
    await build({
      entryPoints: Object.fromEntries(
        FUNCTIONS.map((name) => [`${name}/index`, join(ROOT, 'lambdas', name, 'index.ts')]),
      ),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      minify: true,
      keepNames: true,
      platform: 'node',
      target: 'node24',
      format: 'esm',
      mainFields: ['module', 'main'],
      banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    });
    for (const name of ['score', 'decide', 'read', 'tally', 'watch']) writeModel(join(folder, name, 'model'));
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const start = (name: string, environment: Readonly<Record<string, string>>) =>
    promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', `console.log(typeof (await import('./index.mjs')).handler)`],
      {
        cwd: join(folder, name),
        env: { AWS_REGION: 'eu-west-1', ...environment },
      },
    );
  const environment = Object.fromEntries(Object.entries(ENVIRONMENT).map(([name, value]) => [name, String(value)]));

  test.each(FUNCTIONS)('start with nothing but their folder and the environment: %s', async (name) => {
    expect((await start(name, environment)).stdout.trim()).toBe('function');
  });

  test('do not start without their environment, and say what is missing', async () => {
    await expect(start('tally', { ...environment, CONSOLE_TABLE: '' })).rejects.toThrow(
      'CONSOLE_TABLE is "", expected the name of a DynamoDB table',
    );
  });

  test.each(['score', 'decide'])('are small: %s is at most 1.5 MB zipped with the model', async (name) => {
    const model = ['model.onnx', 'manifest.json', 'reference.json'].map((file) => join(championFolder(), file));
    const files = [join(folder, name, 'index.mjs'), ...model.filter((file) => existsSync(file))];
    const sizes = await Promise.all(files.map(async (file) => deflateRawSync(await readFile(file)).length));
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_BYTES);
  });
});
