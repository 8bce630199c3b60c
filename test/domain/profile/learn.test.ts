import { expect, test } from '@jest/globals';
import { learn } from '../../../src/domain/profile/learn.ts';
import type { Profile } from '../../../src/domain/profile/profile.ts';
import { aPayment } from '../../builders/a-payment.ts';

test('what became known of a payment is told to every entity of it, each in its own direction', () => {
  const profiles = new Map<string, Profile>();
  const payment = aPayment({ deviceId: 'd-1', card: 'tok-1' });
  learn(payment, { fraud: true, labelledAtMs: 5 }, profiles);
  const told = [...profiles].map(([key, { labels }]) => [
    key,
    labels.map(({ direction, fraud }) => ({ direction, fraud })),
  ]);
  const paid = [{ direction: 'out', fraud: true }];
  expect(told).toEqual([
    [`a:${payment.sender.account}`, paid],
    [`a:${payment.receiver.account}`, [{ direction: 'in', fraud: true }]],
    ['d:d-1', paid],
    ['c:tok-1', paid],
  ]);
});

test('an account that pays itself learns it both ways', () => {
  const profiles = new Map<string, Profile>();
  const party = { account: 'C-ann' };
  learn(aPayment({ sender: party, receiver: party }), { fraud: true, labelledAtMs: 5 }, profiles);
  expect(profiles.get('a:C-ann')?.labels.map(({ direction }) => direction)).toEqual(['out', 'in']);
});
