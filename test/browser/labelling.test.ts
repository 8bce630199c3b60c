import { expect, test } from '@jest/globals';
import { textOf } from './browser.ts';
import { useStage } from './stage.ts';

const open = useStage();

test('a verdict that a later one of somebody else stands against is told not to be recorded', async () => {
  const { page } = await open();
  const paymentId = await page.locator('#log .log-columns[data-row]').first().getAttribute('data-row');
  // By its id: the first row is another one with every second.
  await page.locator(`#log .log-columns[data-row="${paymentId}"]`).click();
  const fraud = page.getByRole('button', { name: 'Mark as fraud' });
  await fraud.waitFor();
  const labelledAt = new Date(Date.now() + 120_000).toISOString();
  await page.request.post(new URL('/v1/labels', page.url()).href, {
    data: { labels: [{ paymentId, fraud: false, labelledAt }] },
  });
  await fraud.click();
  await page.getByText('Yours was not recorded').waitFor();
  expect(await textOf(page.locator('.labelling p'))).toMatch(/^Labelled not fraud/);
});
