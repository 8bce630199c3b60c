import { expect, test } from '@jest/globals';
import { learn } from '../../../src/domain/profile/learn.ts';
import type { Profile } from '../../../src/domain/profile/profile.ts';
import { aPayment } from '../../builders/a-payment.ts';

test('what became known of a payment is told to its receiver, and to nobody else', () => {
  const profiles = new Map<string, Profile>();
  const payment = aPayment({ deviceId: 'd-1', card: 'tok-1' });
  learn(payment, { fraud: true, labelledAtMs: 5 }, profiles);
  expect([...profiles.keys()]).toEqual([`a:${payment.receiver.account}`]);
  expect(profiles.get(`a:${payment.receiver.account}`)?.labels).toMatchObject([{ fraud: true, labelledAtMs: 5 }]);
});
