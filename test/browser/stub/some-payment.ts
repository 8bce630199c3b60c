import type { DecisionDetail } from '../../../src/api/schemas.ts';
import type { Payment } from '../../../src/domain/payment/payment.ts';

export type SomePayment = Payment;

const { random } = Math;
const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)];
const digits = (count: number): string => String(Math.floor(random() * 10 ** count)).padStart(count, '0');

export const somePayment = (atMs: number): SomePayment => {
  const type = pick('CARD', 'CARD', 'CARD', 'PAYMENT', 'TRANSFER', 'CASH_OUT', 'CASH_IN');
  const balance = Math.round(Math.exp(9 + random() * 5));
  const drains = type === 'TRANSFER' && random() < 0.12;
  return {
    id: `pay-${digits(12)}`,
    occurredAt: new Date(atMs - 40).toISOString(),
    type,
    amountMinor: drains ? balance : Math.round(Math.exp(6 + random() * 4.5)),
    currency: 'USD',
    sender: { account: `C${random() < 0.05 ? '1305486145' : digits(10)}`, balanceBeforeMinor: balance, country: 'US' },
    receiver: { account: `${type === 'TRANSFER' ? 'C' : 'M'}${digits(10)}`, country: pick('US', 'US', 'GB') },
    channel: pick('web', 'mobile', 'pos'),
    deviceId: `d-${digits(6)}`,
  };
};

/** What a scorer might have made of it: the more of the balance goes, the worse. */
export const decide = (payment: SomePayment, nowMs: number): DecisionDetail => {
  const drained = Math.min(1, payment.amountMinor / (payment.sender.balanceBeforeMinor ?? Number.POSITIVE_INFINITY));
  const risky = payment.type === 'TRANSFER' && drained >= 0.95;
  const probability = risky ? 0.62 + random() * 0.37 : random() ** 6 * 0.3;
  const outcome = probability > 0.9 ? 'block' : probability > 0.15 ? 'review' : 'approve';
  return {
    id: payment.id,
    outcome,
    probability,
    expectedLossMinor: probability * (payment.amountMinor + 1_500),
    reasons: outcome === 'approve' ? [] : reasonsFor(payment, drained, risky),
    rung: 'onnx',
    versions: { model: 'b1946ac92492', rules: '591785b79460', policy: 'e2c569be17ef', features: '3b5d5c3712955' },
    decidedAt: new Date(nowMs).toISOString(),
    payment,
    features: {
      'payment.amount': payment.amountMinor,
      'sender.drained_share': drained,
      'sender.count_1h': 1,
      'sender.count_7d': 3,
      'receiver.count_24h': 0,
      'device.failures_1h': null,
      'travel.speed_kmh': null,
      'pair.first': 1,
    },
  };
};

const reasonsFor = ({ amountMinor }: SomePayment, drained: number, risky: boolean): DecisionDetail['reasons'] => {
  const share = `${(drained * 100).toFixed(1)} %`;
  const amount = `$${(amountMinor / 100).toLocaleString('en', { minimumFractionDigits: 2 })}`;
  const model = (code: string, text: string, contribution: number) => ({
    code,
    text,
    source: 'model' as const,
    values: {},
    contribution,
  });
  return [
    ...(risky
      ? [
          {
            code: 'account_drain',
            source: 'rule' as const,
            values: { 'sender.drained_share': drained },
            text: `Takes ${share} of the sender's balance, ${amount}, to an account it never paid before`,
          },
        ]
      : []),
    model('sender.drained_share', `Share of the balance that the payment takes: ${share}`, risky ? 2.84 : 1.1),
    model('pair.first', 'First payment between these two: yes', 1.37),
    model('sender.amount_to_mean', `Amount over the sender's mean: ${(2 + random() * 20).toFixed(1)} times`, 0.92),
    model('sender.seconds_since_last', 'Time since the sender last paid: 9.2 h', -0.44),
  ];
};
