import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';

/** Of a machine that has never heard of AWS. */
const ENV = {
  PATH: process.env['PATH'],
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** What a command says on standard error, and what it ends with. */
const run = async (name: string, ...args: readonly string[]) => {
  const bin = fileURLToPath(new URL(`../../bin/${name}.ts`, import.meta.url));
  const asked = promisify(execFile)(process.execPath, [bin, ...args], { env: ENV });
  return asked.then(
    () => ({ code: 0, said: '' }),
    ({ code, stderr }) => ({ code, said: String(stderr) }),
  );
};

describe('a command about a deployed stack', () => {
  test.each([
    ['deploy', ['--stage', 'dev']],
    ['diff', ['--stage', 'dev']],
    ['destroy', ['--stage', 'dev']],
    ['redrive', ['--list', '--stage', 'dev']],
    ['simulate', ['--stage', 'dev']],
  ])('says what it lacks on a machine without an AWS account, in one line: %s', async (name, args) => {
    const withoutRegion = await run(name, ...args);
    expect(withoutRegion).toEqual({ code: 1, said: expect.stringMatching(/^no AWS region: give --region.*\n$/) });
    const { code, said } = await run(name, ...args, '--region', 'eu-central-1');
    expect(code).toBe(1);
    expect(said).toMatch(/^no usable AWS credentials .*`aws sso login`.*npm run deploy:local\n$/);
  });

  test.each(['deploy', 'synth', 'redrive', 'simulate'])('names the stages that there are: %s', async (name) => {
    const { code, said } = await run(name, '--stage', 'staging');
    expect(code).toBe(1);
    expect(said).toContain("'staging' is invalid. Allowed choices are dev, prod, local.");
  });
});
