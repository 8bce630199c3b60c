import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { keepScreenshot, VIEWS } from './browser.ts';
import { useStage } from './stage.ts';

const open = useStage();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string }[] };

/** What axe-core finds serious or critical, with the first place of each. */
const seriousOn = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{ violations: readonly Violation[] }>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
};

describe.each(VIEWS)('at $width px in $theme', (view) => {
  const name = `${view.width}-${view.theme}`;

  test('axe-core finds nothing serious, and the page does not scroll sideways', async () => {
    const { page } = await open(view);
    await page.locator('.panel-traffic canvas').waitFor();
    await page.getByRole('radio', { name: 'Account drain' }).check({ force: true });
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    await page.locator('[data-decision]').waitFor();
    expect(await seriousOn(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await page.evaluate('scrollTo(0, 0)');
    await keepScreenshot(page, `${name}-page`, true);
  });

  test('axe-core finds nothing serious in the details of a payment and of an account', async () => {
    const { page } = await open(view);
    await page.locator('.log-columns[data-row]').first().click();
    await page.getByText('Made by').waitFor();
    expect(await seriousOn(page)).toEqual([]);
    await keepScreenshot(page, `${name}-payment`);
    await page.locator('.facts .link').first().click();
    await page.getByText('Money out').waitFor();
    expect(await seriousOn(page)).toEqual([]);
    await keepScreenshot(page, `${name}-account`);
  });
});
