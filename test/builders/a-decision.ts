import type { Decision } from '../../src/domain/decision/decision.ts';
import { toCents } from '../../src/domain/payment/currency.ts';
import { aPayment, PAYMENT_TIME } from './a-payment.ts';

/** An approval of `aPayment()`; its id and expected loss follow from the payment and probability it is given. */
export const aDecision = (overrides: Partial<Decision> = {}): Decision => {
  const payment = overrides.payment ?? aPayment(overrides.id === undefined ? {} : { id: overrides.id });
  const probability = overrides.probability ?? 0.01;
  return {
    id: payment.id,
    payment,
    outcome: 'approve',
    probability,
    expectedLossMinor: probability * toCents(payment.amountMinor, payment.currency),
    reasons: [],
    rung: 'onnx',
    versions: { model: 'm0', rules: 'r0', policy: 'p0', features: 'f0' },
    features: Float32Array.of(),
    decidedAtMs: Date.parse(PAYMENT_TIME),
    tookMicros: 50,
    ...overrides,
  };
};
