import { describe, expect, test } from '@jest/globals';
import { FEATURE_NAMES } from '../../src/domain/features/index.ts';
import { type AskRules, compileRules } from '../../src/domain/rules/compile-rules.ts';
import { guardRules } from '../../src/scoring/guarded-rules.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aRule, RULE_THAT_FAILS } from '../builders/a-rule.ts';

const FEATURES = new Float32Array(FEATURE_NAMES.length);
const HIGH = aRule({ id: 'high', when: 'payment.amount >= 0.0' });

/** Rules that take so long by a clock of their own, and what is asked of them. */
const slowRules = () => {
  const state = { nowMs: 1_000, takesMs: 1, asked: 0 };
  const ask: AskRules = () => {
    state.asked += 1;
    state.nowMs += state.takesMs;
    return { fired: [HIGH] };
  };
  const guarded = guardRules({ ok: true, ask, firing: () => [] }, { nowMs: () => state.nowMs, budgetMs: 20 });
  return { state, failure: guarded.failure, ask: () => guarded.ask(aPayment(), FEATURES) };
};

describe('rules in use', () => {
  test('that are well say what fires, and nothing else', () => {
    const { ask, failure } = guardRules(compileRules([HIGH]), { nowMs: () => 1 });
    expect(ask(aPayment(), FEATURES)).toEqual({ fired: [HIGH] });
    expect(failure()).toBeUndefined();
  });

  test('that do not compile are never asked', () => {
    const { ask, failure } = guardRules(compileRules([HIGH, aRule({ when: 'nobody.knows > 1' })]), { nowMs: () => 7 });
    expect(failure()).toEqual({ reason: 'do not compile', sinceMs: 7 });
    expect(ask(aPayment(), FEATURES)).toEqual({ fired: [], failed: 'do not compile' });
  });

  test('of which one fails on a payment are heard without it, and it is named', () => {
    const { ask, failure } = guardRules(compileRules([RULE_THAT_FAILS, HIGH]), { nowMs: () => 7 });
    const { fired, failed } = ask(aPayment(), FEATURES);
    expect(fired).toEqual([HIGH]);
    expect(failed).toMatch(/^fails: /);
    expect(failure()).toMatchObject({ reason: failed, sinceMs: 7 });
    expect(ask(aPayment({ type: 'CARD' }), FEATURES)).toEqual({ fired: [HIGH] });
    expect(failure()).toBeUndefined();
  });

  test('are left alone after three calls in a row beyond their time, and asked again after ten seconds', () => {
    const { state, ask, failure } = slowRules();
    state.takesMs = 21;
    for (let call = 0; call < 3; call += 1) expect(ask()).toEqual({ fired: [HIGH] });
    expect(ask()).toEqual({ fired: [], failed: 'took longer than 20 ms' });
    expect(failure()).toEqual({ reason: 'took longer than 20 ms', sinceMs: 1_063 });
    state.nowMs += 10_001;
    expect(ask()).toEqual({ fired: [HIGH] });
    expect(ask().failed).toBe('took longer than 20 ms');
    expect(state.asked).toBe(4);
    state.nowMs += 10_001;
    state.takesMs = 1;
    for (let call = 0; call < 5; call += 1) expect(ask()).toEqual({ fired: [HIGH] });
    expect(failure()).toBeUndefined();
  });

  test('are not left alone for a pause now and then', () => {
    const { state, ask } = slowRules();
    for (const takesMs of [500, 500, 1, 500, 500, 1]) {
      state.takesMs = takesMs;
      expect(ask()).toEqual({ fired: [HIGH] });
    }
  });
});
