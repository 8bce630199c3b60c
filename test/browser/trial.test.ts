import { describe, expect, test } from '@jest/globals';
import { textOf } from './browser.ts';
import { useStage } from './stage.ts';

const open = useStage();

describe('trying a payment', () => {
  test('shows the decision, its rule and its reasons as bars', async () => {
    const { page } = await open();
    await page.getByRole('radio', { name: 'Account drain' }).check({ force: true });
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    const result = page.locator('[data-decision]');
    await result.waitFor();
    expect(await textOf(result.locator('.badge'))).toMatch(/Held|Blocked/);
    expect(await textOf(result.locator('.rules'))).toContain('Rule: Account drain');
    expect(await result.locator('.contributions .bar').count()).toBeGreaterThan(0);
    expect(await textOf(result.locator('.contribution-value').first())).toMatch(/[+−]\d/);
  });

  test('says what would have changed it', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    await page.getByText('it would have been held for review.').waitFor();
  });

  test('can be done again: the next payment has an id of its own', async () => {
    const { page } = await open();
    const decided = page.locator('[data-decision]');
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    await decided.waitFor();
    const first = await decided.getAttribute('data-decision');
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    await page.locator(`[data-decision]:not([data-decision="${first}"])`).waitFor();
  });

  test.each([
    ['Impossible travel', 'Rule: Impossible travel'],
    ['Card testing', 'Rule: Card testing'],
    ['Mule', 'Rule: Mule fan in'],
  ])('sends the past that the preset %s needs', async (preset, rule) => {
    const { page } = await open();
    await page.getByRole('radio', { name: preset, exact: true }).check({ force: true });
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    await page.locator('[data-decision]').waitFor();
    expect(await textOf(page.locator('[data-decision] .rules'))).toContain(rule);
  });

  test('shows ids as they are, whatever is in them and whichever way they run', async () => {
    const { page } = await open();
    await page.getByRole('radio', { name: 'Account drain' }).check({ force: true });
    await page.getByLabel('From account').fill('\u05D0\u05D1\u05D2');
    await page.getByLabel('To account').fill('\u05D3\u05D4\u05D5\u202E');
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    const id = await page.locator('[data-decision]').getAttribute('data-decision');
    await page
      .getByRole('radio', { name: await textOf(page.locator('[data-decision] .badge')) })
      .check({ force: true });
    const account = page.locator(`[data-row="${id}"] .account`);
    const [from, to] = [account.first(), account.last()];
    expect([await textOf(from), await textOf(to)]).toEqual(['\u05D0\u05D1\u05D2', '\u05D3\u05D4\u05D5\\u{202e}']);
    expect((await from.boundingBox())?.x).toBeLessThan((await to.boundingBox())?.x ?? 0);
  });

  test('a preset that is chosen while another is decided sends its own past', async () => {
    const { page } = await open();
    await page.route('**/v1/score', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.continue();
    });
    const decided = page.waitForResponse('**/v1/score');
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    await page.getByRole('radio', { name: 'Mule', exact: true }).check({ force: true });
    await decided;
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    await page.locator('[data-decision]').waitFor();
    expect(await textOf(page.locator('[data-decision] .rules'))).toContain('Rule: Mule fan in');
  });

  test('is decided as of now by the clock of the API, however wrong that of the reader is', async () => {
    const { page, context } = await open();
    await context.clock.setFixedTime(Date.now() + 3_600_000);
    await page.reload();
    await page.locator('.row').first().waitFor();
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    await page.locator('[data-decision]').waitFor();
  });

  test('says what is wrong with a field at the field, and goes there', async () => {
    const { page } = await open();
    await page.getByLabel('Amount', { exact: true }).fill('lots');
    await page.getByLabel('Sender’s country').fill('usa');
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    const amount = page.getByLabel('Amount', { exact: true });
    await page.locator('[name="/amountMinor"][aria-invalid="true"]').waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('/amountMinor');
    const describedBy = await page.getByLabel('Sender’s country').getAttribute('aria-describedby');
    expect(await textOf(page.locator(`[id="${describedBy}"]`))).toMatch(/two capital letters.*usa/);
    await amount.fill('12.00');
    await page.getByLabel('Sender’s country').fill('US');
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    await page.locator('[data-decision]').waitFor();
    expect(await page.locator('.field-error').count()).toBe(0);
  });

  test('opens the fields that hide a mistake', async () => {
    const { page } = await open();
    await page.locator('.more summary').click();
    await page.getByLabel('Merchant category').fill('12');
    await page.locator('.more summary').click();
    await page.getByRole('button', { name: 'Decide this payment' }).click();
    await page.locator('.field-error').waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('/merchantCategory');
  });
});
