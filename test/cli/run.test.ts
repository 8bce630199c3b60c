import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const RUN = fileURLToPath(new URL('../../src/cli/run.ts', import.meta.url));

/** Says something to a reader that has gone, works on, and tells on standard error that it came to its end. */
const COMMAND = `
  import { setTimeout as sleep } from 'node:timers/promises';
  import { run } from ${JSON.stringify(RUN)};
  await run(async () => {
    await sleep(200);
    for (const word of ['one', 'two']) {
      process.stdout.write(word);
      await sleep(20);
    }
    process.stderr.write('done');
  });`;

describe('a command', () => {
  test('whose reader has had enough does its work to the end', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', COMMAND], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ said, code }).toEqual({ said: 'done', code: 0 });
  });
});
