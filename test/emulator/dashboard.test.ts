import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { LocalDeployment } from '../../src/deploy/deploy-local.ts';
import type { Payment } from '../../src/domain/payment/payment.ts';
import { figure, openBrowser } from '../browser/browser.ts';
import { until } from '../browser/until.ts';
import { aPayment } from '../builders/a-payment.ts';
import { apiClient } from './api-client.ts';
import { machineToken } from './machine-token.ts';
import { accountDrain, aTag, impossibleTravel, minutesAgo } from './some-payments.ts';
import { putPayments } from './stream-client.ts';
import { countDecisions, decisionsOf } from './table-client.ts';
import { DEPLOY_LIMIT_MS, theDeployment } from './the-deployment.ts';

const SHOWN_WITHIN_MS = 60_000;
const idsOf = (payments: readonly Payment[]): readonly string[] => payments.map(({ id }) => id);

describe('the dashboard', () => {
  let deployment: LocalDeployment;
  let browser: Browser;

  beforeAll(async () => {
    deployment = await theDeployment();
    browser = await openBrowser();
  }, DEPLOY_LIMIT_MS);
  afterAll(() => browser?.close());

  const summary = async () => {
    const token = await machineToken(deployment.outputs, ['decisions/read']);
    const { text } = await apiClient(deployment.outputs['SiteUrl'])({ path: '/v1/summary', token });
    return JSON.parse(text);
  };

  test('shows who signed in at Cognito the numbers of what was sent', async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    const ofOurs = (url: string): boolean => url.startsWith(deployment.outputs['SiteUrl']);
    page.on('console', (message) => {
      if (message.type() === 'error' && ofOurs(message.location().url)) complaints.push(message.text());
    });
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(deployment.outputs['SiteUrl']);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Username').fill(deployment.user.email);
    await page.getByLabel('Password').fill(deployment.user.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();

    const tag = aTag();
    const ordinary = Array.from({ length: 22 }, (_, at) =>
      aPayment({ id: `shown-${tag}-${at}`, occurredAt: minutesAgo(1), sender: { account: `S-${tag}-${at}` } }),
    );
    const [lisbon, singapore] = impossibleTravel(tag);
    const sent = [...ordinary, lisbon, singapore, accountDrain(tag)];
    await putPayments(deployment.outputs['PaymentsStream'], sent);
    await decisionsOf(deployment.outputs['DecisionsTable'], idsOf(sent));
    const decided = await countDecisions(deployment.outputs['DecisionsTable']);
    expect(decided).toBeGreaterThanOrEqual(sent.length);
    const shown = async () => (await figure(page, 'processed')) === decided;
    await until(`${decided} payments are shown`, shown, SHOWN_WITHIN_MS);
    await page.locator(`[data-row="singapore-${tag}"] .badge-block`).waitFor();
    await page.locator(`[data-row="drain-${tag}"] .badge-review`).waitFor();
    const { processed, outcomes } = await summary();
    expect(processed).toBe(decided);
    expect(await figure(page, 'blocked')).toBe(outcomes.block);
    expect(await figure(page, 'held')).toBe(outcomes.review);
    expect(complaints).toEqual([]);

    await page.locator(`[data-row="singapore-${tag}"]`).first().click();
    await page.getByRole('dialog').getByText('Impossible travel').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await context.close();
  });
});
