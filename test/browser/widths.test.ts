import { expect, test } from '@jest/globals';
import { useStage } from './stage.ts';

const open = useStage();

/** Charts take the new width in the next frames. */
const SETTLED_MS = 300;
/** How far what is in the page, and in the log, lies beyond its right edge. */
const BEYOND = `[document.documentElement, ...document.querySelectorAll('.scroller')].map((each) => each.scrollWidth - each.clientWidth)`;
const DRAWER_BEYOND = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.drawer'))`;

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

test('nor does anything of a payment with the longest texts and the largest amount', async () => {
  const { page } = await open();
  const id = `p-${'W'.repeat(62)}`;
  await page.request.post(new URL('/v1/score', page.url()).href, {
    data: {
      id,
      occurredAt: '2026-01-15T10:00:00Z',
      type: 'TRANSFER',
      amountMinor: 10_000_000_000_000,
      currency: 'MXN',
      sender: { account: 'W'.repeat(64), balanceBeforeMinor: 10_000_000_000_000 },
      receiver: { account: 'M'.repeat(64) },
    },
  });
  await page.setViewportSize({ width: 320, height: 900 });
  for (const [address, landmark] of [
    [`payments/${id}`, 'Made by'],
    [`accounts/${'W'.repeat(64)}`, 'Money out'],
  ]) {
    await page.goto(new URL(`/#/${address}`, page.url()).href);
    await page.getByRole('dialog').getByText(landmark).waitFor();
    expect(await page.evaluate<number>(DRAWER_BEYOND)).toBe(0);
  }
});
