import type { LabelChange } from '../domain/boards/change.ts';
import { toCents } from '../domain/payment/currency.ts';
import type { RecordedLabel } from '../ports.ts';

/** What the change stream tells of a label. */
export const labelChangeOf = ({ paymentId, fraud, replaces, decision }: RecordedLabel): LabelChange => ({
  paymentId,
  fraud,
  ...(replaces !== undefined && { replaces }),
  flagged: decision.outcome !== 'approve',
  cents: toCents(decision.payment.amountMinor, decision.payment.currency),
});
