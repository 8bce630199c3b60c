import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser, type View, type Visit, visit } from './browser.ts';
import { type RunningSystem, startSystem } from './system.ts';

/** Sets up a running system and a browser for the tests of a file; gives the way to open a page, closed after each test. */
export const useStage = (start: () => Promise<RunningSystem> = startSystem): ((view?: View) => Promise<Visit>) => {
  const stage: { browser?: Browser; system?: RunningSystem; visit?: Visit } = {};
  beforeAll(async () => {
    stage.system = await start();
    stage.browser = await openBrowser();
  });
  afterEach(() => stage.visit?.context.close());
  afterAll(async () => {
    await stage.browser?.close();
    await stage.system?.stop();
  });
  return async (view) => {
    if (stage.browser === undefined || stage.system === undefined) throw new Error('the stage is not set');
    stage.visit = await visit(stage.browser, stage.system.url, view);
    return stage.visit;
  };
};
