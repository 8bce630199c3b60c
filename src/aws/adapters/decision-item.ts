import { packDecision, unpackDecision } from '../../domain/decision/codec.ts';
import type { Decision } from '../../domain/decision/decision.ts';
import { type Attributes, binary, binaryOf, number, text } from '../attributes.ts';

const LABEL = 'label#';
const ESCAPED = 'payment#';

/** The key of a label, which stands beside the decision that it is about. */
export const labelItemKey = (paymentId: string): Attributes => ({ id: text(LABEL + paymentId) });

/** The key of a decision: the payment's id, escaped where it would read as the key of a label. */
export const decisionItemKey = (id: string): Attributes => ({
  id: text(id.startsWith(LABEL) || id.startsWith(ESCAPED) ? ESCAPED + id : id),
});

export type DecisionItemOptions = { readonly ttlMs?: number };

/**
 * A decision as an item: its key, its outcome for subscribers to filter by, and the whole in MessagePack, as the change stream carries it (see
 * items/change-image.ts). Only held and blocked payments have `queue` and `decidedAt`, which key the sparse index that reviewers read.
 */
export const decisionItem = (decision: Decision, { ttlMs }: DecisionItemOptions): Attributes => ({
  ...decisionItemKey(decision.id),
  outcome: text(decision.outcome),
  body: binary(packDecision(decision)),
  ...(ttlMs !== undefined && { expiresAt: number(Math.ceil((decision.decidedAtMs + ttlMs) / 1000)) }),
  ...(decision.outcome !== 'approve' && { queue: text(decision.outcome), decidedAt: number(decision.decidedAtMs) }),
});

export const decisionOf = (item: Attributes): Decision => unpackDecision(binaryOf(item, 'body'));
