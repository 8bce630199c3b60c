import { describe, expect, test } from '@jest/globals';
import { MAX_RISKY_ACCOUNTS, ranked, riskAt, riskWith } from '../../../src/domain/boards/risk.ts';
import type { Decision } from '../../../src/domain/decision/decision.ts';
import { aDecisionChange, aLabelChange } from '../../builders/a-change.ts';
import { aPayment } from '../../builders/a-payment.ts';

const START_MS = Date.parse('2026-03-02T12:00:00Z');
const HOUR_MS = 3_600_000;
const flagged = (expectedLossMinor: number, hours: number, decision: Partial<Decision> = {}) =>
  aDecisionChange({ outcome: 'review', expectedLossMinor, decidedAtMs: START_MS + hours * HOUR_MS, ...decision });
const between = (sender: string, receiver: string) =>
  aPayment({ sender: { account: sender }, receiver: { account: receiver } });

describe('the risk of an account', () => {
  test('is the expected loss of its flagged payments, halved every hour', () => {
    const { 'C-ann': risk } = riskWith({}, [flagged(1_000, 0), flagged(100, 2)]);
    expect(risk.cents).toBe(350);
    expect([2, 3, 4].map((hours) => riskAt(risk, START_MS + hours * HOUR_MS))).toEqual([350, 175, 87.5]);
  });

  test('does not grow before the decision that raised it', () => {
    const { 'C-ann': risk } = riskWith({}, [flagged(1_000, 0)]);
    expect(riskAt(risk, START_MS - HOUR_MS)).toBe(1_000);
  });

  test('counts for both accounts of a payment, and once when they are one', () => {
    expect(Object.keys(riskWith({}, [flagged(1_000, 0)]))).toEqual(['C-ann', 'C-bob']);
    const { 'C-ann': self } = riskWith({}, [flagged(1_000, 0, { payment: between('C-ann', 'C-ann') })]);
    expect(self).toMatchObject({ cents: 1_000, flagged: 1 });
  });

  test('tells how often and how surely it was flagged, and what came last', () => {
    const reason = { code: 'velocity', source: 'rule', values: {} } as const;
    const { 'C-ann': risk } = riskWith({}, [
      flagged(1, 0, { outcome: 'block', probability: 0.9, reasons: [reason] }),
      flagged(1, 1, { probability: 0.4 }),
    ]);
    expect(risk).toMatchObject({ flagged: 2, blocked: 1, maxProbability: 0.9, lastOutcome: 'review' });
    expect(risk.lastAtMs).toBe(START_MS + HOUR_MS);
    expect(riskWith({}, [flagged(1, 0, { reasons: [reason] })])['C-ann'].lastReason).toBe('velocity');
  });

  test('is not raised by approvals or labels', () => {
    expect(riskWith({}, [aDecisionChange(), aLabelChange()])).toEqual({});
  });
});

describe('the board of risky accounts', () => {
  test('ranks by the risk that is left, not by what it once was', () => {
    const board = riskWith({}, [
      flagged(1_000, 0, { payment: between('old', 'old') }),
      flagged(300, 2, { payment: between('new', 'new') }),
    ]);
    expect(ranked(Object.entries(board)).map(([account]) => account)).toEqual(['new', 'old']);
  });

  test('keeps the riskiest and drops the others', () => {
    const changes = Array.from({ length: 300 }, (_, index) =>
      flagged(index, 0, { payment: between(`C-${index}`, `C-${index}`) }),
    );
    const accounts = Object.keys(riskWith({}, changes));
    expect(accounts).toHaveLength(MAX_RISKY_ACCOUNTS);
    expect(accounts).toEqual(expect.arrayContaining(['C-299', 'C-200']));
    expect(accounts).not.toContain('C-199');
  });

  test('takes any account id, those of objects in JavaScript included', () => {
    const changes = ['__proto__', 'constructor', '17'].map((account) =>
      flagged(10, 0, { payment: between(account, account) }),
    );
    const board = riskWith({}, changes);
    const again = riskWith(JSON.parse(JSON.stringify(board)), changes);
    expect(new Map(Object.entries(again)).get('__proto__')).toMatchObject({ cents: 20, flagged: 2 });
    expect(Object.keys(again).sort()).toEqual(['17', '__proto__', 'constructor']);
  });
});
