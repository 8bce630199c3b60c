import { describe, expect, test } from '@jest/globals';
import { FEATURE_NAMES } from '../../../src/domain/features/index.ts';
import { compileRules } from '../../../src/domain/rules/compile-rules.ts';
import { RULES } from '../../../src/domain/rules/index.ts';
import { aPayment } from '../../builders/a-payment.ts';
import { aRule as aRuleOf, RULE_THAT_FAILS } from '../../builders/a-rule.ts';

const aRule = (when: string) => aRuleOf({ when });
const valuesOf = (values: Readonly<Record<string, number>>) =>
  Float32Array.from(FEATURE_NAMES, (name) => values[name] ?? Number.NaN);

const problemsOf = (when: string) => {
  const compiled = compileRules([aRule(when)]);
  return compiled.ok ? [] : compiled.problems;
};

describe('rules', () => {
  test('that ship do compile, and none fires on a payment of which nothing is known', () => {
    const compiled = compileRules(RULES);
    expect(compiled).toMatchObject({ ok: true });
    if (compiled.ok) expect(compiled.firing(aPayment(), valuesOf({}))).toEqual([]);
  });

  test('see the features and the texts of the payment at hand, not of the one before', () => {
    const compiled = compileRules([aRule('sender.count_1h >= 3 && payment.type == "TRANSFER"')]);
    if (!compiled.ok) throw new Error(compiled.problems.join());
    const fires = (count: number, type: 'TRANSFER' | 'CARD') =>
      compiled.firing(aPayment({ type }), valuesOf({ 'sender.count_1h': count })).length;
    expect([fires(3, 'TRANSFER'), fires(2, 'TRANSFER'), fires(3, 'CARD'), fires(3, 'TRANSFER')]).toEqual([1, 0, 0, 1]);
  });

  test('that cannot be evaluated are named, and do not silence the others', () => {
    const compiled = compileRules([RULE_THAT_FAILS, aRule('true')]);
    if (!compiled.ok) throw new Error(compiled.problems.join());
    expect(compiled.ask(aPayment(), valuesOf({}))).toEqual({
      fired: [aRule('true')],
      failed: expect.stringMatching(/^fails: \S/),
    });
    expect(compiled.firing(aPayment(), valuesOf({}))).toEqual([aRule('true')]);
  });

  test.each([
    ['sender.nothing > 1', 'rule mine: No such key: nothing'],
    ['payment.type > 3', 'rule mine: no such overload: string > int'],
    ['sender.count_1h', 'rule mine: gives double, expected bool'],
    ['sender.count_1h >', 'rule mine: '],
    ['nobody.count_1h > 1', 'rule mine: '],
  ])('are refused with what is wrong: %s', (when, problem) => {
    expect(problemsOf(when)).toEqual([expect.stringContaining(problem)]);
  });
});
