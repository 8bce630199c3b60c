import { describe, expect, test } from '@jest/globals';
import { velocity } from '../../../../src/domain/rules/list/velocity.ts';
import { firingText } from '../../../builders/a-firing.ts';
import { HOUR_MS, type Measured, MINUTE_MS, type Past } from '../../../builders/a-measurement.ts';

/** Payments of the sender, a minute apart, to so many receivers in turn. */
const burst = (count: number, receivers: number, past: Partial<Past> = {}): readonly Past[] =>
  Array.from({ length: count }, (_, index) => ({
    agoMs: (index + 1) * MINUTE_MS,
    receiver: { account: `C-${index % receivers}` },
    ...past,
  }));

describe('velocity', () => {
  test('fires when a sender pays many in an hour and then one more who is new', () => {
    expect(firingText(velocity, { history: burst(12, 6) })).toBe(
      'The sender made 12 payments to 6 accounts in the last hour, and this receiver is new',
    );
  });

  test('fires from ten payments to five receivers on', () => {
    expect(firingText(velocity, { history: burst(10, 5) })).toBeDefined();
  });

  test.each<[string, Measured]>([
    ['after nine others', { history: burst(9, 9) }],
    ['of one who pays the same four again and again', { history: burst(40, 4) }],
    ['to someone paid before, such as in a payroll', { history: [...burst(12, 6), { agoMs: 20 * HOUR_MS }] }],
    ['an hour later', { history: burst(12, 6, { agoMs: HOUR_MS }) }],
    ['after tries that failed', { history: burst(12, 6, { failed: true }) }],
    ['of a firm that pays its people through the API', { payment: { channel: 'api' }, history: burst(40, 40) }],
    ['to a merchant whom many others paid', { history: burst(12, 6, { sender: { account: 'C-carl' } }) }],
  ])('leaves alone a payment %s', (_, measured) => {
    expect(firingText(velocity, measured)).toBeUndefined();
  });
});
