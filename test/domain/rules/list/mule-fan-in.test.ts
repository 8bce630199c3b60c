import { describe, expect, test } from '@jest/globals';
import { muleFanIn } from '../../../../src/domain/rules/list/mule-fan-in.ts';
import { firingText } from '../../../builders/a-firing.ts';
import { DAY_MS, HOUR_MS, type Measured, MINUTE_MS } from '../../../builders/a-measurement.ts';

const paidIn = (account: string, agoMs: number) => ({
  agoMs,
  amountMinor: 100_000,
  sender: { account },
  receiver: { account: 'C-ann' },
});
const fanIn = [paidIn('C-1', 3 * HOUR_MS), paidIn('C-2', 2 * HOUR_MS), paidIn('C-3', 30 * MINUTE_MS)];
const hoursLater = fanIn.map((past) => ({ ...past, agoMs: past.agoMs + 2 * HOUR_MS }));
const sendsOn = { amountMinor: 285_000 };

describe('mule_fan_in', () => {
  test('fires when what several paid in is sent on soon', () => {
    expect(firingText(muleFanIn, { payment: sendsOn, history: fanIn })).toBe(
      'Sends on 0.95 times the money that 3 accounts paid in over 24 hours, 30 min after the last',
    );
  });

  test('fires when it is taken out in cash', () => {
    expect(firingText(muleFanIn, { payment: { ...sendsOn, type: 'CASH_OUT' }, history: fanIn })).toBeDefined();
  });

  test.each<[string, Measured]>([
    ['of a collector who keeps some of it', { payment: { amountMinor: 239_000 }, history: fanIn }],
    ['after two paid in', { payment: sendsOn, history: fanIn.slice(1) }],
    ['more than two hours after the last', { payment: sendsOn, history: hoursLater }],
    ['of what was paid in days ago', { payment: sendsOn, history: [...fanIn.slice(1), paidIn('C-1', DAY_MS)] }],
    ['in a shop', { payment: { ...sendsOn, type: 'PAYMENT' }, history: fanIn }],
    ['of one who was paid nothing', { payment: sendsOn }],
  ])('leaves alone a payment %s', (_, measured) => {
    expect(firingText(muleFanIn, measured)).toBeUndefined();
  });
});
