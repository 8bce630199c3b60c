import { describe, expect, test } from '@jest/globals';
import { ruleValuesOf, splitValuesOf } from '../../../src/domain/counterfactual/split-values.ts';
import { RULES } from '../../../src/domain/rules/index.ts';
import type { Rule } from '../../../src/domain/rules/rule.ts';
import { anOnnxModel } from '../model/an-onnx-model.ts';
import { treesOf } from '../model/trees-of.ts';

const aRule = (when: string): Rule => ({ id: 'r', owner: 'o', effect: 'review', when, text: '' });

describe('the values at which something may change', () => {
  test('are for `<` the threshold and for `<=` the next float32', () => {
    const stump = (tree: number, mode: string, threshold: number) => [
      { tree, id: 0, cover: 2, mode, feature: 1, threshold, yes: 1, no: 2 },
      { tree, id: 1, cover: 1, weight: 1 },
      { tree, id: 2, cover: 1, weight: -1 },
    ];
    const trees = treesOf(anOnnxModel([...stump(0, 'BRANCH_LT', -2.5), ...stump(1, 'BRANCH_LEQ', 1)]));
    expect([...splitValuesOf(trees)]).toEqual([[1, [-2.5, 1 + 2 ** -23]]]);
  });

  test('are in rules the numbers that are compared with, not those in names', () => {
    const values = ruleValuesOf([
      aRule('sender.count_7d >= 10 && payment.amount > 2.5e3 || receiver.sum_28_days < .5'),
    ]);
    expect(values).toEqual(expect.arrayContaining([10, 2_500, 2_500 + 2 ** -12]));
    expect(values).not.toContain(24);
    expect(values).not.toContain(28);
  });

  test('hold every number of the rules that ship', () => {
    expect(ruleValuesOf(RULES)).toEqual(expect.arrayContaining([50_000, 100_000_000, Math.fround(0.95)]));
  });
});
