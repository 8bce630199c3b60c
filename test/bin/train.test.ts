import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';

const binOf = (name: string): string => fileURLToPath(new URL(`../../bin/${name}.ts`, import.meta.url));

const run = (name: string, ...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [binOf(name), ...args, '--python', 'no-such-python']).catch((error) => error);

describe('before an environment is made for it, which takes minutes', () => {
  test.each([
    ['train', ['--data', 'none.csv'], '--data needs --format'],
    ['train', ['--data', 'none.csv', '--format', 'paysim'], 'none.csv: no such file'],
    ['train', ['--data', 'package.json', '--format', 'none.json'], 'none.json: neither the format'],
    ['train', ['--table', 'none.parquet'], 'none.parquet: no such file'],
    ['evaluate', ['--data', 'none.csv', '--format', 'paysim'], 'none.csv: no such file'],
  ])('%s %j says what is missing', async (name, args, told) => {
    expect(await run(name, ...args)).toMatchObject({ code: 1, stderr: expect.stringContaining(told) });
  });
});
