import type { LabelChange } from '../domain/boards/change.ts';
import type { Decision } from '../domain/decision/decision.ts';
import { occurredAtMs, type Payment } from '../domain/payment/payment.ts';

/** A row of the archive, by column; times are epoch milliseconds. */
export type ArchiveRow = DecisionRow | LabelRow;

/** A payment as it came, whole: what a feature table is made of, and features measured again. */
type PaymentColumns = {
  readonly payment_id: string;
  readonly occurred_at: number;
  readonly type: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly sender: string;
  readonly receiver: string;
  readonly sender_country: string | undefined;
  readonly receiver_country: string | undefined;
  readonly sender_balance_before_minor: number | undefined;
  readonly receiver_balance_before_minor: number | undefined;
  readonly channel: string | undefined;
  readonly device: string | undefined;
  readonly ip: string | undefined;
  readonly card: string | undefined;
  readonly merchant_category: string | undefined;
  readonly latitude: number | undefined;
  readonly longitude: number | undefined;
  readonly failed: boolean | undefined;
};

export type DecisionRow = PaymentColumns & {
  readonly kind: 'decision';
  readonly recorded_at: number;
  readonly outcome: string;
  readonly probability: number;
  /** US cents. */
  readonly expected_loss_minor: number;
  readonly rung: string;
  /** Codes. */
  readonly reasons: readonly string[];
  readonly model_version: string;
  readonly rules_version: string;
  readonly policy_version: string;
  readonly features_version: string;
  /** The challenger's, where one scored. */
  readonly shadow_model?: string;
  readonly shadow_probability?: number;
  readonly shadow_outcome?: string;
};

export type LabelRow = {
  readonly kind: 'label';
  readonly payment_id: string;
  readonly recorded_at: number;
  readonly fraud: boolean;
  readonly labelled_at?: number;
};

const NO_REASONS: readonly string[] = [];

export const decisionRow = (decision: Decision): DecisionRow => {
  const { payment, reasons, versions, shadow } = decision;
  return {
    kind: 'decision',
    ...paymentColumns(payment),
    recorded_at: decision.decidedAtMs,
    outcome: decision.outcome,
    probability: decision.probability,
    expected_loss_minor: decision.expectedLossMinor,
    rung: decision.rung,
    reasons: reasons.length === 0 ? NO_REASONS : reasons.map(({ code }) => code),
    model_version: versions.model,
    rules_version: versions.rules,
    policy_version: versions.policy,
    features_version: versions.features,
    ...(shadow !== undefined && {
      shadow_model: shadow.model,
      shadow_probability: shadow.probability,
      shadow_outcome: shadow.outcome,
    }),
  };
};

const paymentColumns = (payment: Payment): PaymentColumns => ({
  payment_id: payment.id,
  occurred_at: occurredAtMs(payment),
  type: payment.type,
  amount_minor: payment.amountMinor,
  currency: payment.currency,
  sender: payment.sender.account,
  receiver: payment.receiver.account,
  sender_country: payment.sender.country,
  receiver_country: payment.receiver.country,
  sender_balance_before_minor: payment.sender.balanceBeforeMinor,
  receiver_balance_before_minor: payment.receiver.balanceBeforeMinor,
  channel: payment.channel,
  device: payment.deviceId,
  ip: payment.ip,
  card: payment.card,
  merchant_category: payment.merchantCategory,
  latitude: payment.location?.latitude,
  longitude: payment.location?.longitude,
  failed: payment.failed,
});

/** `atMs` is when the label reached the change stream. */
export const labelRow = ({ paymentId, fraud, labelledAtMs }: LabelChange, atMs: number): LabelRow => ({
  kind: 'label',
  payment_id: paymentId,
  recorded_at: Math.floor(atMs),
  fraud,
  ...(labelledAtMs !== undefined && { labelled_at: Math.floor(labelledAtMs) }),
});
