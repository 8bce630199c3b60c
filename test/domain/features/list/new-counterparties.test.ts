import { describe, expect, test } from '@jest/globals';
import { DAY_MS, featureOf, SINCE_FIRST_OF_28_DAYS_MS } from '../../../builders/a-measurement.ts';

const by = (account: string, agoMs: number) => ({ agoMs, sender: { account } });

describe('receiver.new_counterparties_24h', () => {
  test.each([
    ['one payer of today', [by('C-dora', 1)], 1],
    ['one payer of twice today', [by('C-dora', 2), by('C-dora', 1)], 1],
    ['two payers of today', [by('C-dora', 2), by('C-emil', 1)], 2],
    ['one payer of 24 hours ago', [by('C-dora', DAY_MS)], 0],
    ['one payer of today and 24 hours ago', [by('C-dora', DAY_MS), by('C-dora', 1)], 0],
    ['one payer of today and on a day that is folded', [by('C-dora', 20 * DAY_MS), by('C-dora', 1)], 0],
    ['one payer of today and before the 28 days', [by('C-dora', SINCE_FIRST_OF_28_DAYS_MS + 1), by('C-dora', 1)], 1],
    ['one tried in vain', [{ ...by('C-dora', 1), failed: true }], 0],
    ['nobody', [], 0],
  ])('of a receiver with %s counts so many', (_, history, accounts) => {
    expect(featureOf('receiver.new_counterparties_24h', { history })).toBe(accounts);
  });
});

describe('receiver.new_counterparties_share_7d', () => {
  test.each([
    ['who all paid before', [by('C-carl', 8 * DAY_MS), by('C-carl', 1)], 0],
    ['of whom one is new', [by('C-carl', 8 * DAY_MS), by('C-carl', 2 * DAY_MS), by('C-dora', 6 * DAY_MS)], 0.5],
    ['of whom one came back within the week', [by('C-dora', 6 * DAY_MS), by('C-dora', 1)], 1],
    ['of whom one paid on a day that is folded', [by('C-carl', 20 * DAY_MS), by('C-carl', 1), by('C-dora', 1)], 0.5],
  ])('of a receiver with senders %s', (_, history, share) => {
    expect(featureOf('receiver.new_counterparties_share_7d', { history })).toBe(share);
  });

  test('is unknown when nobody paid in seven days', () => {
    expect(featureOf('receiver.new_counterparties_share_7d', { history: [by('C-carl', 7 * DAY_MS)] })).toBeNaN();
  });
});
