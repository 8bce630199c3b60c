import type { Decision } from '../domain/decision/decision.ts';
import { reasonText } from '../domain/decision/reasons-text.ts';
import type { FeedRow, FoundDecision } from '../read/ports.ts';
import { shortestDecimal } from '../shortest-decimal.ts';
import type { DecisionAnswer, DecisionDetail, FeedItem } from './schemas.ts';

type Told = Omit<FeedRow, 'payment'>;

/** A decision in the one shape in which it is told. */
export const renderDecision = (decision: Told): DecisionAnswer => ({
  id: decision.id,
  outcome: decision.outcome,
  probability: decision.probability,
  expectedLossMinor: decision.expectedLossMinor,
  reasons: decision.reasons.map((reason) => ({ ...reason, text: reasonText(reason) })),
  rung: decision.rung,
  ...(decision.rungReason !== undefined && { rungReason: decision.rungReason }),
  versions: decision.versions,
  decidedAt: new Date(decision.decidedAtMs).toISOString(),
});

/** A decision with its payment, its feature values by name and its label; no feature is told when `names` are not known. */
export const renderDetail = ({ decision, label }: FoundDecision, names: readonly string[] = []): DecisionDetail => ({
  ...renderDecision(decision),
  payment: decision.payment,
  features: Object.fromEntries(names.map((name, at) => [name, featureValue(decision, at)])),
  ...(decision.shadow && { shadow: decision.shadow }),
  ...(label && { label: { fraud: label.fraud, labelledAt: new Date(label.labelledAtMs).toISOString() } }),
});

export const renderFeedItem = (row: FeedRow): FeedItem => ({
  ...renderDecision(row),
  occurredAt: row.payment.occurredAt,
  type: row.payment.type,
  amountMinor: row.payment.amountMinor,
  currency: row.payment.currency,
  sender: row.payment.sender.account,
  receiver: row.payment.receiver.account,
});

const featureValue = ({ features }: Decision, at: number): number | null => {
  const value = features[at];
  return value === undefined || Number.isNaN(value) ? null : shortestDecimal(value);
};
