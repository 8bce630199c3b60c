import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium that CHROMIUM_PATH names, or the one on the PATH. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? findChromium(), args: FLAGS });

const findChromium = (): string => {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      // The next name may be there.
    }
  }
  throw new Error('no Chromium found: install one (apt-get install chromium) or name it in CHROMIUM_PATH');
};

export type View = { readonly width: 360 | 1440; readonly theme: 'light' | 'dark' };

export const VIEWS: readonly View[] = [
  { width: 1440, theme: 'light' },
  { width: 1440, theme: 'dark' },
  { width: 360, theme: 'light' },
  { width: 360, theme: 'dark' },
];

export type Visit = { readonly page: Page; readonly context: BrowserContext; readonly errors: readonly string[] };

/** Opens the dashboard and waits for its first decisions; `errors` gathers what the page complains of. */
export const visit = async (browser: Browser, url: string, view: View = VIEWS[0]): Promise<Visit> => {
  const { width, theme } = view;
  const context = await browser.newContext({
    viewport: { width, height: width === 360 ? 780 : 900 },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  await page.locator('.row').first().waitFor();
  return { page, context, errors };
};

const SCREENSHOTS = 'test/browser/screenshots';

export const keepScreenshot = async (page: Page, name: string, fullPage = false): Promise<void> => {
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage });
};

/** All text of an element, seen or read out. */
export const textOf = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? '';

/** A figure at the top of the page, as a number. */
export const figure = async (page: Page, id: string): Promise<number> =>
  Number((await textOf(page.locator(`[data-figure="${id}"]`))).replaceAll(/[^\d.]/g, ''));
