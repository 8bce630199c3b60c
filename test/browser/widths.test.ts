import { expect, test } from '@jest/globals';
import { useStage } from './stage.ts';

const open = useStage();

/** Charts take the new width in the next frames. */
const SETTLED_MS = 300;
/** How far what is in the page, and in the log, lies beyond its right edge. */
const BEYOND = `[document.documentElement, ...document.querySelectorAll('.scroller')].map((each) => each.scrollWidth - each.clientWidth)`;

test('nothing lies beyond the edge of the page or of a list, however wide the window is', async () => {
  const { page } = await open();
  const beyond: Record<number, readonly number[]> = {};
  for (const width of [320, 360, 600, 701, 768, 900, 1021, 1024, 1100, 1160, 1200, 1280, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(SETTLED_MS);
    const [inPage, ...inLists] = await page.evaluate<readonly number[]>(BEYOND);
    if (inPage > 0 || inLists.some((by) => by > 0)) beyond[width] = [inPage, ...inLists];
  }
  expect(beyond).toEqual({});
});
