import type { FeedItem } from '../../../src/api/schemas.ts';

/** An approved payment of US$10, decided at the start of 2026 unless said otherwise. */
export const aFeedItem = (overrides: Partial<FeedItem> = {}): FeedItem => ({
  id: 'p-1',
  outcome: 'approve',
  probability: 0.01,
  expectedLossMinor: 10,
  reasons: [],
  rung: 'onnx',
  versions: { model: 'm', rules: 'r', policy: 'p', features: 'f' },
  decidedAt: '2026-01-01T00:00:00.000Z',
  occurredAt: '2026-01-01T00:00:00.000Z',
  type: 'CARD',
  amountMinor: 1_000,
  currency: 'USD',
  sender: 'C-ann',
  receiver: 'M-shop',
  ...overrides,
});
