import { expect, test } from '@jest/globals';
import { featureOf, HOUR_MS } from '../../../builders/a-measurement.ts';

const payment = { deviceId: 'd-1' };

test('failures counts attempts that failed and no others, while they are younger than the window', () => {
  const history = [
    { ...payment, agoMs: HOUR_MS, failed: true },
    { ...payment, agoMs: HOUR_MS - 1, failed: true },
    { ...payment, agoMs: 2, failed: false },
    { ...payment, agoMs: 1 },
  ];
  expect(featureOf('device.failures_1h', { history, payment })).toBe(1);
  expect(featureOf('device.failures_28_days', { history, payment })).toBe(2);
  expect(featureOf('receiver.failures_1h', { history, payment })).toBe(1);
});

test('failures is unknown for a payment without the entity', () => {
  expect(featureOf('card.failures_24h')).toBeNaN();
});
