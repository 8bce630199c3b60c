import type { Payment } from '../../../src/domain/payment/payment.ts';
import { aPayment } from '../../builders/a-payment.ts';

export const NOW = '2026-03-02T12:00:00.000Z';

/** Every field that a person could be known by, with a value that occurs nowhere else. */
const VALUES = {
  id: 'MARKEDid',
  sender: 'MARKEDsender',
  receiver: 'MARKEDreceiver',
  deviceId: 'MARKEDdevice',
  card: 'MARKEDcard',
  amountMinor: 987_654_321,
  balanceMinor: 987_654_399,
  ip: '203.0.113.77',
  latitude: 12.345678,
  longitude: 98.765432,
};

/** None of these may be in a log line. */
export const MARKS: readonly string[] = ['MARKED', '9876543', '203.0.113', '12.3456', '98.7654'];

export const markedPayment = (at: number | string): Payment =>
  aPayment({
    id: `${VALUES.id}${at}`,
    occurredAt: NOW,
    amountMinor: VALUES.amountMinor,
    sender: { account: VALUES.sender, balanceBeforeMinor: VALUES.balanceMinor },
    receiver: { account: `${VALUES.receiver}${at}` },
    deviceId: VALUES.deviceId,
    card: VALUES.card,
    ip: VALUES.ip,
    location: { latitude: VALUES.latitude, longitude: VALUES.longitude },
  });

/** What an error of a library or a service may quote. */
export const QUOTING = `could not handle {"id":"${VALUES.id}1","sender":{"account":"${VALUES.sender}"},"amountMinor":${VALUES.amountMinor}}`;

/** Bodies and records that are refused: no JSON, no payment, and one with a field more. */
export const refusedTexts = (): readonly string[] => [
  `{"id":"${VALUES.id}0","card":`,
  `${VALUES.sender}`,
  JSON.stringify({ ...markedPayment(0), amountMinor: VALUES.sender }),
  JSON.stringify({ ...markedPayment(0), [VALUES.sender]: 1 }),
];
