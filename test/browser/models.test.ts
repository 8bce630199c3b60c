import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { modelsExample } from '../../src/api/openapi/examples.ts';
import { buildWeb } from '../../src/embedded/build-web.ts';
import { useStage } from './stage.ts';
import { startStub } from './stub/stub-api.ts';

const open = useStage(async () => {
  const webDir = await mkdtemp(join(tmpdir(), 'sluice-web-'));
  await buildWeb(webDir);
  const stub = await startStub({ webDir });
  return { url: stub.url, stop: () => stub.close().then(() => rm(webDir, { recursive: true })) };
});

describe('the models on the page', () => {
  test('are champion and challenger, where they part, what has shifted, and whether decisions can be replayed', async () => {
    const { page } = await open();
    const panel = page.locator('.panel-models');
    await panel.getByText(modelsExample.champion.version).waitFor();
    const text = await panel.textContent();
    expect(text).toContain(modelsExample.challenger?.version);
    expect(text).toContain('Agrees on 99.74 % of 120,000 payments.');
    expect(text).toContain('Approved by the champion, held by the challenger: 240');
    expect(text).toContain('Payments begin to differ from those of the training.');
    expect(text).toMatch(/payment\.amount\s*0\.12/);
    expect(text).toContain('50 decisions made again from what was stored: all the same.');
  });
});
