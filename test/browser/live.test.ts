import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { figure } from './browser.ts';
import { useStage } from './stage.ts';
import { until } from './until.ts';

const open = useStage();
const newestRow = (page: Page) => page.locator('.log-columns[data-row]').first().getAttribute('data-row');

describe('the dashboard over a live stream', () => {
  test('moves its figures and its log, draws its charts and complains of nothing', async () => {
    const { page, errors } = await open();
    const [processed, newest] = [await figure(page, 'processed'), await newestRow(page)];
    await until('the count moves', async () => (await figure(page, 'processed')) > processed, 5_000);
    await until('the log moves', async () => (await newestRow(page)) !== newest, 5_000);
    await page.locator('.panel-traffic canvas').waitFor();
    await page.locator('.panel-amounts canvas').waitFor();
    expect(errors).toEqual([]);
  });

  test('is reached in all its parts from the top bar, in their order', async () => {
    const { page } = await open();
    const parts = await page.evaluate<readonly string[]>(
      `[...document.querySelectorAll('main section[id]')].map(({ id }) => id)`,
    );
    const links = await page.evaluate<readonly string[]>(
      `[...document.querySelectorAll('nav a')].map(({ hash }) => hash)`,
    );
    expect(links).toEqual(parts.map((id) => `#${id}`));
  });

  test('shows only decisions of the outcome asked for', async () => {
    const { page } = await open();
    await page.getByRole('radio', { name: 'Approved' }).check({ force: true });
    const others = page.locator('.log-columns[data-row] .badge:not(.badge-approve)');
    await others.first().waitFor({ state: 'detached' });
    await page.locator('.log-columns[data-row] .badge-approve').first().waitFor();
    expect(await others.count()).toBe(0);
  });

  test('stands still while it is paused and catches up when asked', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Pause' }).click();
    const paused = await newestRow(page);
    await page.locator('.pill').waitFor();
    expect(await newestRow(page)).toBe(paused);
    await page.locator('.pill').click();
    await until('the log moves on', async () => (await newestRow(page)) !== paused);
  });

  test("keeps the reader's place, focus, selection and half-typed text", async () => {
    const { page } = await open();
    await until(
      'the log is long enough to scroll',
      async () => (await page.locator('.log-columns[data-row]').count()) > 25,
      20_000,
    );
    await page.evaluate("document.querySelector('.panel-log .scroller').scrollTo({ top: 150 })");
    await page.locator('.pill').waitFor();
    await page.getByLabel('To account').fill('half-typed');
    await page.evaluate('document.activeElement.setSelectionRange(2, 6)');
    const [place, processed] = [await placeOf(page), await figure(page, 'processed')];
    await until('three seconds of payments came', async () => (await figure(page, 'processed')) > processed + 20);
    expect(await placeOf(page)).toEqual(place);
    expect(place).toMatchObject({ scrollTop: 150, typed: 'half-typed', selection: 'lf-t' });
  });
});

/** Where the reader is: what is at the top of the log, and what is typed and selected where the focus is. */
const placeOf = (page: Page): Promise<unknown> =>
  page.evaluate(`(() => {
    const scroller = document.querySelector('.panel-log .scroller');
    const { top } = scroller.getBoundingClientRect();
    const row = [...scroller.querySelectorAll('[data-row]')].find((each) => each.getBoundingClientRect().bottom > top);
    const { name, value, selectionStart, selectionEnd } = document.activeElement;
    return {
      scrollTop: scroller.scrollTop, page: scrollY, row: row.dataset.row, rowTop: row.getBoundingClientRect().top - top,
      focus: name, typed: value, selection: value?.slice(selectionStart, selectionEnd),
    };
  })()`);
