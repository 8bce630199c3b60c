import { expect, test } from '@jest/globals';
import { featureOf, HOUR_MS } from '../../../builders/a-measurement.ts';

const payment = { deviceId: 'd-1', card: 'tok-1', ip: '192.0.2.1' };
const history = [
  { ...payment, agoMs: HOUR_MS, receiver: { account: 'C-old' } },
  { ...payment, agoMs: 5, receiver: { account: 'C-dora' } },
  { ...payment, agoMs: 4, receiver: { account: 'C-dora' } },
  { ...payment, agoMs: 3, receiver: { account: 'C-emil' } },
  { ...payment, agoMs: 2, receiver: { account: 'C-fay' }, failed: true },
  { ...payment, agoMs: 1, sender: { account: 'C-carl' } },
];

test.each([
  ['sender', '1h', 2],
  ['sender', '7d', 3],
  ['receiver', '24h', 1],
  ['card', '24h', 4],
])('%s.distinct_%s counts each counterparty once: %d', (entity, window, accounts) => {
  expect(featureOf(`${entity}.distinct_${window}`, { history, payment })).toBe(accounts);
});

test('card.distinct is unknown for a payment without a card', () => {
  expect(featureOf('card.distinct_24h', { history })).toBeNaN();
});
