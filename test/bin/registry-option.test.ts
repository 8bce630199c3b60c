import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

test.each(['start', 'verify'])('a registry that is not there is refused by %s', async (name) => {
  const bin = fileURLToPath(new URL(`../../bin/${name}.ts`, import.meta.url));
  const refused = await promisify(execFile)(process.execPath, [bin, '--registry', 'never/made']).catch(
    (error) => error,
  );
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("option '--registry <dir>' argument 'never/made' is invalid. no such folder."),
  });
});
