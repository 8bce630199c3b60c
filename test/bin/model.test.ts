import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aModelPackage } from '../builders/a-model-package.ts';

const BIN = fileURLToPath(new URL('../../bin/model.ts', import.meta.url));
const DATA = 'ab'.repeat(32);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-model-command-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const model = (command: string, ...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [
    BIN,
    `model:${command}`,
    '--registry',
    join(folder, 'registry'),
    ...args,
  ]).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr }) => ({ code, said: String(stderr) }),
  );

describe('the commands of the registry', () => {
  test('register a model, list it, and say what a promotion lacks', async () => {
    const id = aModelPackage(join(folder, 'a'));
    const registered = await model('register', join(folder, 'a'), '--by', 'ann', '--data', DATA, '--code', 'r1');
    expect(registered).toEqual({ code: 0, said: `Registered ${id}.\n` });
    expect((await model('list')).said).toMatch(new RegExp(`${id} .* ann +abababababab +r1`));
    const promoted = await model('promote', id, '--by', 'ann');
    expect(promoted.code).toBe(1);
    expect(promoted.said).toMatch(
      new RegExp(
        `^model ${id} is not promoted; missing:\\n {2}- a comparison with the champion: npm run model:compare -- [0-9a-f]{12} ${id}\\n$`,
      ),
    );
  }, 60_000);

  test('say what is wrong in a line, and write nothing', async () => {
    expect((await model('promote', 'nothing', '--by', 'ann')).said).toMatch(
      /^no model nothing is registered; there are: none\n$/,
    );
    expect((await model('shadow', '--by', 'ann')).said).toContain('say either a model or --off');
    expect((await model('rollback', '--by', 'ann')).said).toContain('nothing to roll back to');
    expect((await model('register', join(folder, 'none'), '--by', 'ann', '--data', DATA)).said).toContain(
      'lacks model.onnx, manifest.json, golden.json',
    );
    expect(readdirSync(folder)).toEqual([]);
  }, 60_000);

  test('take a bucket or a folder for a registry, and no other address', async () => {
    const { said } = await model('list', '--registry', 'ftp://somewhere/else');
    expect(said).toBe('registry ftp://somewhere/else: expected a folder or s3://BUCKET/PREFIX\n');
  }, 60_000);
});
