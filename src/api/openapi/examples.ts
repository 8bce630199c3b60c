import type { Payment } from '../../domain/payment/payment.ts';
import type {
  Account,
  AccountRisk,
  DecisionAnswer,
  DecisionDetail,
  FeedItem,
  Health,
  Models,
  Summary,
} from '../schemas.ts';

/** Examples of the document, type-checked; a test parses each with its schema. */
export const paymentExample: Payment = {
  id: 'p-1001',
  occurredAt: '2026-03-02T12:00:00Z',
  type: 'TRANSFER',
  amountMinor: 925_000,
  currency: 'USD',
  sender: { account: 'C-8812', balanceBeforeMinor: 930_000, country: 'US' },
  receiver: { account: 'C-4410' },
  channel: 'mobile',
  deviceId: 'd-77',
};

const versions = { model: '3f9a1c02be77', rules: '90c1d2aa4e10', policy: '17be20cc93d1', features: '5d0e8f31a2b4' };

export const decisionExample: DecisionAnswer = {
  id: 'p-1001',
  outcome: 'block',
  probability: 0.91,
  expectedLossMinor: 841_750,
  reasons: [
    {
      code: 'sender.drained_share',
      text: "Share of the sender's balance that this payment takes: 99.5 %",
      source: 'model',
      values: { 'sender.drained_share': 0.9946 },
      contribution: 2.31,
    },
  ],
  rung: 'onnx',
  versions,
  decidedAt: '2026-03-02T12:00:00.012Z',
};

export const detailExample: DecisionDetail = {
  ...decisionExample,
  payment: paymentExample,
  features: { 'sender.drained_share': 0.9946, 'sender.seconds_since_last': null },
  label: { fraud: true, labelledAt: '2026-03-09T08:30:00.000Z' },
};

export const feedItemExample: FeedItem = {
  ...decisionExample,
  occurredAt: paymentExample.occurredAt,
  type: paymentExample.type,
  amountMinor: paymentExample.amountMinor,
  currency: paymentExample.currency,
  sender: paymentExample.sender.account,
  receiver: paymentExample.receiver.account,
};

export const summaryExample: Summary = {
  now: '2026-03-02T12:00:05.000Z',
  since: '2026-03-02T11:00:00.000Z',
  processed: 36_000,
  outcomes: { approve: 35_640, review: 250, block: 110 },
  expectedFraudRate: 0.0091,
  flaggedRate: 0.01,
  amountMinor: 412_000_000,
  expectedSavedMinor: 5_100_000,
  labels: { fraud: 96, caught: 88, falseAlarms: 41, savedMinor: 4_800_000, missedMinor: 210_000 },
  rungs: { sagemaker: 0, onnx: 36_000, rules: 0, static: 0 },
  latencyMs: { p50: 0.2, p95: 0.6, p99: 1.4 },
  perSecond: 10,
  quarantined: 2,
  series: [{ at: '2026-03-02T12:00:00.000Z', seconds: 5, approve: 49, review: 1, block: 0 }],
};

export const accountRiskExample: AccountRisk = {
  account: 'C-8812',
  riskMinor: 841_750,
  flagged: 1,
  blocked: 1,
  maxProbability: 0.91,
  lastOutcome: 'block',
  lastReason: 'sender.drained_share',
  lastAt: '2026-03-02T12:00:00.000Z',
};

const none = { count: 0, sumMinor: 0, distinct: 0, failures: 0 };
const one = { count: 1, sumMinor: 925_000, distinct: 1, failures: 0 };

export const accountExample: Account = {
  account: 'C-8812',
  asOf: '2026-03-02T12:00:05.000Z',
  sent: { '1h': one, '24h': one, '7d': one, '28d': one },
  received: { '1h': none, '24h': none, '7d': none, '28d': none },
  saturated: false,
  confirmedFrauds: 0,
  risk: accountRiskExample,
};

export const healthExample: Health = { status: 'ok', rung: 'onnx', versions, streamLag: 0, quarantined: 2 };

export const modelsExample: Models = {
  now: '2026-03-02T12:00:05.000Z',
  maturedThrough: '2026-02-23',
  champion: {
    version: '3f9a1c02be77',
    calibration: { decided: 412_000, expected: 1_490.2, frauds: 1_466, ratio: 1.0165, error: 0.0004 },
  },
  challenger: {
    version: '90c1d2aa4e10',
    calibration: { decided: 120_000, expected: 455.8, frauds: 431, ratio: 1.0575, error: 0.0006 },
  },
  shadow: {
    compared: 120_000,
    agreed: 119_684,
    disagreements: [
      { champion: 'approve', challenger: 'review', count: 240 },
      { champion: 'review', challenger: 'approve', count: 76 },
    ],
    frauds: { both: 390, champion: 11, challenger: 19, neither: 11 },
  },
  drift: {
    status: 'moving',
    payments: 31_000,
    scores: 0.031,
    features: [
      { name: 'payment.amount', stability: 0.12 },
      { name: 'sender.count_1h', stability: 0.04 },
    ],
  },
  replayed: { at: '2026-03-02T12:00:00.000Z', checked: 50, differing: [], skipped: 0 },
};
