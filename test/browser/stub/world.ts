import type { Account, AccountRisk, DecisionDetail, FeedItem, Summary } from '../../../src/api/schemas.ts';
import type { Outcome } from '../../../src/domain/decision/decision.ts';
import { decide, type SomePayment, somePayment } from './some-payment.ts';

/** A small made-up world behind the stub: what was decided, and what follows from it. */
export type World = {
  /** Newest first, bounded. */
  readonly decided: DecisionDetail[];
  readonly bySlot: Map<number, Record<Outcome, number>>;
  readonly totals: Record<Outcome, number>;
  readonly sums: { amountMinor: number; savedMinor: number; probability: number };
  readonly degraded: { reason?: string };
  readonly labels: { fraud: number; caught: number; savedMinor: number };
};

const SLOT_MS = 5_000;
const KEPT = 500;

export const emptyWorld = (): World => ({
  decided: [],
  bySlot: new Map(),
  totals: { approve: 0, review: 0, block: 0 },
  sums: { amountMinor: 0, savedMinor: 0, probability: 0 },
  degraded: {},
  labels: { fraud: 0, caught: 0, savedMinor: 0 },
});

/** Lets so many payments happen at a moment. */
export const happen = (world: World, count: number, atMs: number): void => {
  for (let index = 0; index < count; index += 1) remember(world, decide(somePayment(atMs), atMs));
};

export const remember = (world: World, detail: DecisionDetail): void => {
  world.decided.unshift(detail);
  world.decided.splice(KEPT);
  const slotMs = Math.floor(Date.parse(detail.decidedAt) / SLOT_MS) * SLOT_MS;
  const slot = world.bySlot.get(slotMs) ?? { approve: 0, review: 0, block: 0 };
  slot[detail.outcome] += 1;
  world.bySlot.set(slotMs, slot);
  world.totals[detail.outcome] += 1;
  world.sums.amountMinor += detail.payment.amountMinor;
  world.sums.probability += detail.probability;
  if (detail.outcome !== 'approve') world.sums.savedMinor += detail.expectedLossMinor;
};

export const summaryOf = (world: World, minutes: number, nowMs: number): Summary => {
  const { approve, review, block } = world.totals;
  const processed = approve + review + block;
  const fromMs = nowMs - minutes * 60_000;
  const slots = [...world.bySlot].filter(([atMs]) => atMs >= fromMs).sort(([a], [b]) => a - b);
  const lately = slots.slice(-2).reduce((sum, [, slot]) => sum + slot.approve + slot.review + slot.block, 0);
  return {
    now: new Date(nowMs).toISOString(),
    since: slots[0] === undefined ? null : new Date(slots[0][0]).toISOString(),
    processed,
    outcomes: { approve, review, block },
    expectedFraudRate: processed === 0 ? 0 : world.sums.probability / processed,
    flaggedRate: processed === 0 ? 0 : (review + block) / processed,
    amountMinor: world.sums.amountMinor,
    expectedSavedMinor: Math.round(world.sums.savedMinor),
    labels: { ...world.labels, falseAlarms: 0, missedMinor: 0 },
    rungs: { sagemaker: 0, onnx: processed, rules: 0, static: 0 },
    latencyMs: { p50: 0.41, p95: 1.2, p99: 2.3 + Math.random() },
    perSecond: lately / 10,
    quarantined: 2,
    series: slots.map(([atMs, slot]) => ({ at: new Date(atMs).toISOString(), seconds: SLOT_MS / 1000, ...slot })),
  };
};

export const feedOf = (world: World, outcome: string | null, limit: number): { items: FeedItem[] } => ({
  items: world.decided
    .filter((detail) => outcome === null || detail.outcome === outcome)
    .slice(0, limit)
    .map(({ payment, features: _, label: __, ...decision }) => ({ ...decision, ...partsOf(payment) })),
});

const partsOf = ({ occurredAt, type, amountMinor, currency, sender, receiver }: SomePayment) => ({
  occurredAt,
  type,
  amountMinor,
  currency,
  sender: sender.account,
  receiver: receiver.account,
});

export const riskOf = (world: World): AccountRisk[] => {
  const flagged = world.decided.filter(({ outcome }) => outcome !== 'approve');
  const byAccount = Map.groupBy(flagged, ({ payment }) => payment.sender.account);
  return [...byAccount].map(([account, all]) => riskLine(account, all)).sort((a, b) => b.riskMinor - a.riskMinor);
};

const riskLine = (account: string, all: readonly DecisionDetail[]): AccountRisk => ({
  account,
  riskMinor: Math.round(all.reduce((sum, { expectedLossMinor }) => sum + expectedLossMinor, 0)),
  flagged: all.length,
  blocked: all.filter(({ outcome }) => outcome === 'block').length,
  maxProbability: Math.max(...all.map(({ probability }) => probability)),
  lastOutcome: all[0]?.outcome ?? 'review',
  lastReason: all[0]?.reasons[0]?.code,
  lastAt: all[0]?.decidedAt ?? new Date().toISOString(),
});

export const accountOf = (world: World, account: string): Account => {
  const window = (times: number) => ({
    count: times,
    sumMinor: times * 18_240,
    distinct: Math.ceil(times / 2),
    failures: 0,
  });
  const flow = { '1h': window(2), '24h': window(7), '7d': window(31), '28d': window(96) };
  const risk = riskOf(world).find((each) => each.account === account);
  return {
    account,
    asOf: new Date().toISOString(),
    sent: flow,
    received: flow,
    saturated: false,
    confirmedFrauds: 0,
    ...(risk && { risk }),
  };
};
