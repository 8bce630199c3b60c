import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildWeb } from '../../src/embedded/build-web.ts';
import { figure, openBrowser, textOf } from './browser.ts';
import { type Stub, startStub } from './stub/stub-api.ts';
import { type StubSignIn, stubSignIn } from './stub/stub-sign-in.ts';
import { until } from './until.ts';

let webDir: string;
let stub: Stub;
let signIn: StubSignIn;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'sluice-web-'));
  await buildWeb(webDir);
  signIn = stubSignIn();
  stub = await startStub({ webDir, door: signIn.door });
  browser = await openBrowser();
});
afterEach(() => context.close());
afterAll(async () => {
  await browser?.close();
  await stub?.close();
  await rm(webDir, { recursive: true });
});

const open = async (path = '/'): Promise<Page> => {
  context = await browser.newContext({ reducedMotion: 'reduce' });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(`${stub.url}${path}`);
  return page;
};
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const signedIn = async (path?: string): Promise<Page> => {
  const page = await open(path);
  await button(page, 'Sign in').click();
  await page.locator('.row').first().waitFor();
  return page;
};

describe('where people sign in', () => {
  test('nothing is shown and nothing asked before', async () => {
    const page = await open();
    await button(page, 'Sign in').waitFor();
    expect(await page.locator('.figures').count()).toBe(0);
  });

  test('who has signed in sees the figures, on an address without a trace of it', async () => {
    const page = await signedIn();
    await until('there are figures', async () => (await figure(page, 'processed')) > 0);
    expect(page.url()).toBe(`${stub.url}/`);
    await page.reload();
    await page.locator('.row').first().waitFor();
  });

  test('what a link leads to is open once signed in', async () => {
    const page = await signedIn('/#/accounts/C-ann');
    await page.getByRole('dialog').getByText('Money out').waitFor();
  });

  test('a token that is refused is renewed without a word', async () => {
    const page = await signedIn();
    const before = signIn.granted.length;
    signIn.expireTokens();
    await until('another token is there', async () => signIn.granted.length > before);
    const processed = await figure(page, 'processed');
    await until('the figures move on', async () => (await figure(page, 'processed')) > processed);
    expect(signIn.granted.slice(before)).toEqual(['refresh_token']);
    expect(await page.locator('.banner').count()).toBe(0);
  });

  test('a session that is over asks to sign in again, beside the last figures', async () => {
    const page = await signedIn();
    signIn.endSessions();
    signIn.expireTokens();
    await page.getByText(/asks you to sign in again/).waitFor();
    expect(await figure(page, 'processed')).toBeGreaterThan(0);
    await button(page, 'Sign in').click();
    await button(page, 'Sign out').waitFor();
    await page.locator('.row').first().waitFor();
    expect(await page.locator('.banner').count()).toBe(0);
  });

  test('signing out forgets the tokens', async () => {
    const page = await signedIn();
    await button(page, 'Sign out').click();
    await button(page, 'Sign in').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual(['sluice.theme']);
    await page.reload();
    await button(page, 'Sign in').waitFor();
  });

  test('a sign-in that was refused says why, and can be tried again', async () => {
    const page = await open();
    signIn.refuse('the account is locked');
    await button(page, 'Sign in').click();
    await page.getByRole('alert').waitFor();
    expect(await textOf(page.getByRole('alert'))).toContain('the account is locked');
    expect(page.url()).toBe(`${stub.url}/`);
    signIn.refuse(undefined);
    await button(page, 'Sign in').click();
    await page.locator('.row').first().waitFor();
  });

  test('an answer that this tab did not ask for is not taken', async () => {
    const page = await open('/?code=stolen&state=made-up');
    await page.getByRole('alert').waitFor();
    await button(page, 'Sign in').waitFor();
    expect(await page.locator('.figures').count()).toBe(0);
  });
});
