import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from '@jest/globals';
import { aFolder, removeAll } from './builders/a-system.ts';

const README = readFileSync('README.md', 'utf8');
const BLOCKS = [...README.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block.trim());
const commandsWith = (word: string): readonly string[] =>
  BLOCKS.flatMap((block) => block.split('\n')).filter((line) => line.startsWith('npm') && line.includes(word));

const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'close');
  }
  await removeAll();
});

/** Runs a shown command as it stands, but for its addresses and folders. */
const shell = async (command: string): Promise<{ readonly code: number; readonly output: string }> => {
  const child = spawn('bash', ['-c', command], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = await once(child, 'close');
  return { code, output: Buffer.concat(chunks).toString() };
};

const startedAt = async (dataDir: string): Promise<string> => {
  const child = spawn(process.execPath, ['bin/start.ts', '--port', '0', '--data', dataDir, '--rate', '50'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Dashboard\s+(\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('the system ended before it told its address');
};

describe('the README', () => {
  test('names only scripts that there are, and files that there are', () => {
    const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);
    const named = [...README.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
    expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
    const linked = [...README.matchAll(/\]\((?!http)([^)]+)\)/g)].map(([, path]) => path);
    expect(linked.filter((path) => !existsSync(path))).toEqual([]);
    expect(README.split('\n').length).toBeLessThanOrEqual(150);
  });

  test('shows a start that decides payments, and a call that is answered with a decision', async () => {
    expect(commandsWith('npm start')).toEqual(['npm start']);
    const url = await startedAt(await aFolder());
    const call = BLOCKS.find((block) => block.startsWith('curl')) ?? '';
    const { code, output } = await shell(call.replace('http://127.0.0.1:8787', url));
    expect(code).toBe(0);
    expect(JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1))).toMatchObject({
      id: 'pay-1',
      rung: 'onnx',
      outcome: expect.stringMatching(/approve|review|block/),
    });
  }, 60_000);

  test('shows a simulation and a replay that work one after the other', async () => {
    const folder = await aFolder();
    const [simulate, replay] = BLOCKS.find((block) => block.includes('npm run replay'))?.split('\n') ?? [];
    const inFolder = (command: string) =>
      command
        .replace('payments.csv', join(folder, 'payments.csv'))
        .replace('.sluice-replay', join(folder, 'data'))
        .replace('--rows 20000', '--rows 2000');
    expect(await shell(inFolder(simulate))).toMatchObject({ code: 0 });
    const replayed = await shell(inFolder(replay));
    expect(replayed).toMatchObject({ code: 0, output: expect.stringContaining('decided      2,000') });
  }, 60_000);
});
