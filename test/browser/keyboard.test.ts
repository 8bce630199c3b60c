import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { textOf } from './browser.ts';
import { useStage } from './stage.ts';
import { until } from './until.ts';

const open = useStage();
const MOST_TABS = 60;

/** Presses a key until the focus is on what the selector names. */
const pressUntil = async (page: Page, key: 'Tab' | 'Shift+Tab', selector: string): Promise<void> => {
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    await page.keyboard.press(key);
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new Error(`${MOST_TABS} times ${key} did not reach ${selector}`);
};

const focusedRow = (page: Page) => page.evaluate<string>("document.activeElement.dataset.row ?? ''");

describe('by keyboard alone', () => {
  test('a payment is tried, and a row of the log is opened, read and closed', async () => {
    const { page } = await open();
    await pressUntil(page, 'Tab', '[name="/amountMinor"]');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('77.70');
    await page.keyboard.press('Enter');
    await page.locator('[data-decision]').waitFor();

    await pressUntil(page, 'Shift+Tab', '.log-columns[data-row]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const row = await focusedRow(page);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Made by').waitFor();
    expect(await textOf(page.getByRole('dialog'))).toContain(row);
    await page.keyboard.press('Escape');
    await until('the dialog is closed', async () => (await page.getByRole('dialog').count()) === 0);
    expect(await focusedRow(page)).toBe(row);
  });

  test('the log is one tab stop: its neighbours are one key away', async () => {
    const { page } = await open();
    await pressUntil(page, 'Tab', '.log-columns[data-row]');
    const first = await focusedRow(page);
    await page.keyboard.press('End');
    expect(await focusedRow(page)).not.toBe(first);
    await page.keyboard.press('Home');
    expect(await focusedRow(page)).toBe(first);
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.matches('.log-columns')")).toBe(false);
  });

  test('an account is opened from its payment, and the payment again, without losing the focus', async () => {
    const { page } = await open();
    const focused = () => page.evaluate<string>('document.activeElement.textContent');
    await pressUntil(page, 'Tab', '.log-columns[data-row]');
    await page.keyboard.press('Enter');
    await page.locator('.drawer .link.account').first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('Money out').waitFor();
    expect(await focused()).toMatch(/^Account /);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Made by').waitFor();
    expect(await focused()).toMatch(/^Payment /);
  });

  test('a payment is marked as fraud without losing the focus', async () => {
    const { page } = await open();
    await pressUntil(page, 'Tab', '.log-columns[data-row]');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Mark as fraud' }).waitFor();
    for (let presses = 0; presses < 5; presses += 1) {
      if (await page.evaluate("document.activeElement.textContent === 'Mark as fraud'")) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByText(/^Labelled fraud/).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Mark as fraud');
    expect(await page.getByRole('button', { name: 'Mark as fraud' }).getAttribute('aria-pressed')).toBe('true');
  });
});
