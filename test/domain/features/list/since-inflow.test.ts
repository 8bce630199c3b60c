import { expect, test } from '@jest/globals';
import { featureOf } from '../../../builders/a-measurement.ts';

const paid = (agoMs: number) => ({ agoMs, sender: { account: 'C-carl' }, receiver: { account: 'C-ann' } });

test('sender.seconds_since_inflow counts from the last payment to the sender', () => {
  expect(featureOf('sender.seconds_since_inflow', { history: [paid(90_000), paid(30_000), { agoMs: 1 }] })).toBe(30);
});

test('sender.seconds_since_inflow is unknown when the sender was never paid', () => {
  expect(featureOf('sender.seconds_since_inflow', { history: [{ agoMs: 1 }] })).toBeNaN();
});
