import { describe, expect, test } from '@jest/globals';
import { DAY_MS, featureOf, SINCE_FIRST_OF_28_DAYS_MS } from '../../../builders/a-measurement.ts';

const to = (account: string, agoMs: number) => ({ agoMs, receiver: { account } });

describe('sender.new_counterparties_24h', () => {
  test.each([
    ['one met today', [to('C-dora', 1)], 1],
    ['one met twice today', [to('C-dora', 2), to('C-dora', 1)], 1],
    ['two met today', [to('C-dora', 2), to('C-emil', 1)], 2],
    ['one met 24 hours ago', [to('C-dora', DAY_MS)], 0],
    ['one met today and 24 hours ago', [to('C-dora', DAY_MS), to('C-dora', 1)], 0],
    ['one met today and on a day that is folded', [to('C-dora', 20 * DAY_MS), to('C-dora', 1)], 0],
    ['one met today and before the 28 days', [to('C-dora', SINCE_FIRST_OF_28_DAYS_MS + 1), to('C-dora', 1)], 1],
    ['one tried in vain', [{ ...to('C-dora', 1), failed: true }], 0],
    ['nobody', [], 0],
  ])('of a sender with %s counts so many', (_, history, accounts) => {
    expect(featureOf('sender.new_counterparties_24h', { history })).toBe(accounts);
  });
});

test('receiver.new_counterparties_24h counts who pays the receiver for the first time', () => {
  const history = [
    { agoMs: 2 * DAY_MS, sender: { account: 'C-carl' } },
    { agoMs: 2, sender: { account: 'C-carl' } },
    { agoMs: 1, sender: { account: 'C-dora' } },
  ];
  expect(featureOf('receiver.new_counterparties_24h', { history })).toBe(1);
});
