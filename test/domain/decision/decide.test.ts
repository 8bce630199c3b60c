import { describe, expect, test } from '@jest/globals';
import { type DecideInput, decide } from '../../../src/domain/decision/decide.ts';
import { POLICY } from '../../../src/domain/decision/policy.ts';
import { reasonText } from '../../../src/domain/decision/reasons-text.ts';
import { FEATURE_NAMES } from '../../../src/domain/features/index.ts';
import { accountDrain } from '../../../src/domain/rules/list/account-drain.ts';
import { impossibleTravel } from '../../../src/domain/rules/list/impossible-travel.ts';
import { aPayment } from '../../builders/a-payment.ts';

const features = Float32Array.from(
  FEATURE_NAMES,
  (name) => ({ 'sender.drained_share': 0.98, 'payment.amount': 12_000 })[name] ?? 0,
);

const deciding = (overrides: Partial<DecideInput> = {}) =>
  decide({
    payment: aPayment(),
    features,
    fired: [],
    rung: 'onnx',
    modelProbability: 0.0001,
    explain: () =>
      FEATURE_NAMES.map((name) => (name === 'sender.drained_share' ? 2.5 : name === 'payment.amount' ? 0.5 : -0.1)),
    policy: POLICY,
    versions: { model: 'm', rules: 'r', policy: 'p', features: 'f' },
    nowMs: 1,
    tookMicros: 2,
    ...overrides,
  });

describe('a decision', () => {
  test('approves what the model finds harmless, without reasons', () => {
    expect(deciding()).toMatchObject({ outcome: 'approve', reasons: [], probability: 0.0001 });
  });

  test('names the features that raised the score most, largest first, with their values', () => {
    const { outcome, reasons } = deciding({ modelProbability: 0.999 });
    expect(outcome).toBe('block');
    expect(reasons.map(({ code, contribution }) => [code, contribution])).toEqual([
      ['sender.drained_share', 2.5],
      ['payment.amount', 0.5],
    ]);
    expect(reasonText(reasons[0])).toBe("Share of the sender's balance that this payment takes: 98 %");
  });

  test('is held at least when a rule for review fires, whatever the model says', () => {
    const { outcome, reasons } = deciding({ fired: [accountDrain] });
    expect(outcome).toBe('review');
    expect(reasonText(reasons[0])).toBe(
      "Takes 98 % of the sender's balance, $120.00, to an account it never paid before",
    );
  });

  test('is blocked when a blocking rule fires, even beside one that allows', () => {
    const allow = { ...impossibleTravel, id: 'friends', effect: 'allow' as const };
    expect(deciding({ fired: [allow, impossibleTravel] }).outcome).toBe('block');
  });

  test('is approved when a rule allows it, whatever the model says', () => {
    const allow = { ...impossibleTravel, id: 'friends', effect: 'allow' as const };
    expect(deciding({ fired: [allow], modelProbability: 0.999 }).outcome).toBe('approve');
  });

  test('takes its probability from the rules when no model scored', () => {
    const { probability, rung, rungReason } = deciding({
      modelProbability: undefined,
      rung: 'rules',
      rungReason: 'no model',
      fired: [accountDrain],
    });
    expect({ probability, rung, rungReason }).toEqual({
      probability: POLICY.priors.review,
      rung: 'rules',
      rungReason: 'no model',
    });
  });

  test('holds large amounts on the static rung and approves the others', () => {
    const onStatic = (amountMinor: number) =>
      deciding({ modelProbability: undefined, rung: 'static', payment: aPayment({ amountMinor }) }).outcome;
    expect([POLICY.staticReviewFromCents - 1, POLICY.staticReviewFromCents].map(onStatic)).toEqual([
      'approve',
      'review',
    ]);
  });
});
