import { expect, test } from '@jest/globals';
import { featureOf } from '../../../builders/a-measurement.ts';

test.each([
  ['2026-03-02T00:00:00Z', 0],
  ['2026-03-02T00:59:59.999Z', 0],
  ['2026-03-02T23:59:59Z', 23],
  ['2026-03-02T01:30:00+02:00', 23],
  ['2026-03-02T22:00:00-05:00', 3],
])('payment.hour of %s is %d: UTC, whatever the zone it is written in', (occurredAt, hour) => {
  expect(featureOf('payment.hour', { payment: { occurredAt } })).toBe(hour);
});
