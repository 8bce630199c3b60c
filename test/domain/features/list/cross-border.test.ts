import { expect, test } from '@jest/globals';
import { featureOf } from '../../../builders/a-measurement.ts';

test.each([
  ['US', 'US', 0],
  ['US', 'DE', 1],
  [undefined, 'US', Number.NaN],
  ['US', undefined, Number.NaN],
  [undefined, undefined, Number.NaN],
])('payment.cross_border from %s to %s is %d', (from, to, flag) => {
  const payment = { sender: { account: 'C-ann', country: from }, receiver: { account: 'C-bob', country: to } };
  expect(featureOf('payment.cross_border', { payment })).toBe(flag);
});
