import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const BIN = fileURLToPath(new URL('../../bin/features.ts', import.meta.url));

test('features does not write its table over the file that it reads', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-features-'));
  const file = join(dir, 'payments.csv');
  await writeFile(file, 'a\n1\n');
  const failed = await promisify(execFile)(process.execPath, [BIN, file, '--out', file]).catch((error) => error);
  expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('--out is the file that is read') });
  expect(await readFile(file, 'utf8')).toBe('a\n1\n');
  await rm(dir, { recursive: true });
});
