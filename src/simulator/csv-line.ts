import type { Simulated } from './simulate.ts';
import { HOUR_MS } from './world/time.ts';

/** PaySim's columns, then ours; examples/simulated.json reads them all back. */
const COLUMNS = [
  'step',
  'type',
  'amount',
  'nameOrig',
  'oldbalanceOrg',
  'newbalanceOrig',
  'nameDest',
  'oldbalanceDest',
  'newbalanceDest',
  'isFraud',
  'isFlaggedFraud',
  'id',
  'occurredAt',
  'currency',
  'countryOrig',
  'countryDest',
  'channel',
  'deviceId',
  'ip',
  'card',
  'merchantCategory',
  'latitude',
  'longitude',
  'failed',
  'scenario',
] as const;

export const CSV_HEADER = COLUMNS.join(',');

/** One simulated payment as a line; no value of the simulator needs a quote. Steps count hours from the start. */
export const csvLine = ({ payment, label, scenario }: Simulated, startMs: number): string => {
  const { sender, receiver, amountMinor, location } = payment;
  const moved = payment.failed ? 0 : payment.type === 'CASH_IN' ? -amountMinor : amountMinor;
  const values: Readonly<Record<(typeof COLUMNS)[number], string | number>> = {
    step: Math.floor((Date.parse(payment.occurredAt) - startMs) / HOUR_MS),
    type: payment.type,
    amount: decimal(amountMinor),
    nameOrig: sender.account,
    oldbalanceOrg: decimal(sender.balanceBeforeMinor),
    newbalanceOrig: decimal(sender.balanceBeforeMinor, -moved),
    nameDest: receiver.account,
    oldbalanceDest: decimal(receiver.balanceBeforeMinor),
    newbalanceDest: decimal(receiver.balanceBeforeMinor, moved),
    isFraud: label ? 1 : 0,
    isFlaggedFraud: 0,
    id: payment.id,
    occurredAt: payment.occurredAt,
    currency: payment.currency,
    countryOrig: sender.country ?? '',
    countryDest: receiver.country ?? '',
    channel: payment.channel ?? '',
    deviceId: payment.deviceId ?? '',
    ip: payment.ip ?? '',
    card: payment.card ?? '',
    merchantCategory: payment.merchantCategory ?? '',
    latitude: location?.latitude ?? '',
    longitude: location?.longitude ?? '',
    failed: payment.failed ? 1 : '',
    scenario,
  };
  return COLUMNS.map((column) => values[column]).join(',');
};

/** Cents as dollars; empty when unknown. */
const decimal = (minor: number | undefined, moved = 0): string => {
  if (minor === undefined) return '';
  const total = Math.abs(minor + moved);
  return `${minor + moved < 0 ? '-' : ''}${Math.floor(total / 100)}.${String(total % 100).padStart(2, '0')}`;
};
