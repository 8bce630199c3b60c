import type { LabelChange } from '../domain/boards/change.ts';
import { isScored } from '../domain/decision/decision.ts';
import { toCents } from '../domain/payment/currency.ts';
import type { RecordedLabel } from '../ports.ts';

/** What the change stream tells of a label. */
export const labelChangeOf = ({ paymentId, fraud, labelledAtMs, replaces, decision }: RecordedLabel): LabelChange => ({
  paymentId,
  fraud,
  labelledAtMs,
  ...(replaces !== undefined && { replaces }),
  flagged: decision.outcome !== 'approve',
  cents: toCents(decision.payment.amountMinor, decision.payment.currency),
  scored: {
    atMs: decision.decidedAtMs,
    model: decision.versions.model,
    ...(isScored(decision) && { probability: decision.probability }),
    ...(decision.shadow !== undefined && { shadow: decision.shadow }),
  },
});
