import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { buildWeb } from '../../src/embedded/build-web.ts';
import { figure, keepScreenshot, textOf } from './browser.ts';
import { useStage } from './stage.ts';
import { type Stub, startStub } from './stub/stub-api.ts';
import { until } from './until.ts';

const stage: { stub?: Stub } = {};

/** The dashboard over an API that fails when told to. */
const startFailing = async () => {
  const webDir = await mkdtemp(join(tmpdir(), 'sluice-web-'));
  await buildWeb(webDir);
  const stub = await startStub({ webDir });
  stage.stub = stub;
  return {
    url: stub.url,
    stop: async () => {
      await stub.close();
      await rm(webDir, { recursive: true });
    },
  };
};
const open = useStage(startFailing);

describe('when the API fails', () => {
  test('the page says so and since when, keeps its figures, and recovers by itself', async () => {
    const { page } = await open();
    stage.stub?.fail('no answer');
    const banner = page.locator('.banner');
    await banner.waitFor();
    expect(await textOf(banner)).toMatch(/The API is unreachable since \d\d:\d\d:\d\d/);
    expect(await figure(page, 'processed')).toBeGreaterThan(0);
    expect(await textOf(page.locator('.live'))).toContain('Not live');
    await keepScreenshot(page, 'unreachable');
    stage.stub?.fail(undefined);
    await until('the banner is gone', async () => (await banner.count()) === 0);
    const processed = await figure(page, 'processed');
    await until('the figures move again', async () => (await figure(page, 'processed')) > processed);
  });

  test('it tries again at once when asked', async () => {
    const { page } = await open();
    stage.stub?.fail(503);
    await page.getByText(/The API answers 503: A part that this needs is unavailable/).waitFor();
    stage.stub?.fail(undefined);
    await page.getByRole('button', { name: 'Try now' }).click();
    await until('the banner is gone', async () => (await page.locator('.banner').count()) === 0, 1_000);
  });

  test('it asks to sign in when that is what the API asks', async () => {
    const { page } = await open();
    stage.stub?.fail(401);
    await page.getByText(/asks you to sign in again/).waitFor();
    stage.stub?.fail(undefined);
  });

  test('a tried payment that got no answer says that sending again is safe', async () => {
    const { page } = await open();
    stage.stub?.fail('no answer');
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    await page.getByText(/Sending it again is safe/).waitFor();
    stage.stub?.fail(undefined);
  });

  test('a payment that was opened meanwhile is there once the API is asked again', async () => {
    const { page } = await open();
    stage.stub?.fail('no answer');
    await page.locator('#log .log-columns[data-row]').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The API is unreachable.').waitFor();
    stage.stub?.fail(undefined);
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await dialog.getByText('Made by').waitFor();
  });

  test('it tells which rung scores instead of the model, and why', async () => {
    const { page } = await open();
    stage.stub?.degrade('the model took longer than its 50 ms');
    await page.getByText('Degraded for 4 min: the model took longer than its 50 ms').waitFor();
    expect(await textOf(page.locator('[aria-current="step"]'))).toBe('Rules only');
    await keepScreenshot(page, 'degraded');
    stage.stub?.degrade(undefined);
  });
});
