import { CONTROLLED } from '../../../src/domain/counterfactual/controls.ts';
import type { CounterfactualInput } from '../../../src/domain/counterfactual/search.ts';
import { ruleValuesOf, splitValuesOf, withValues } from '../../../src/domain/counterfactual/split-values.ts';
import { outcomeOf } from '../../../src/domain/decision/decide.ts';
import type { Outcome } from '../../../src/domain/decision/decision.ts';
import type { Policy } from '../../../src/domain/decision/policy.ts';
import { FEATURE_NAMES } from '../../../src/domain/features/index.ts';
import { featureAtAmountOf, measure } from '../../../src/domain/features/measure.ts';
import { scorerOf } from '../../../src/domain/model/walk.ts';
import { toCents } from '../../../src/domain/payment/currency.ts';
import type { Payment } from '../../../src/domain/payment/payment.ts';
import { compileRules } from '../../../src/domain/rules/compile-rules.ts';
import type { Rule } from '../../../src/domain/rules/rule.ts';
import { type Past, profilesAfter } from '../../builders/a-measurement.ts';
import { anOnnxModel, type OnnxTreeNode } from '../model/an-onnx-model.ts';
import type { Random } from '../model/random-trees.ts';
import { treesOf } from '../model/trees-of.ts';

/** Costs so small that outcomes change at amounts that a test can try one by one. */
const SMALL_POLICY: Policy = {
  fraudOverheadCents: 150,
  reviewCents: 40,
  reviewDelayShare: 0.02,
  reviewCatches: 0.85,
  falseBlockCents: 250,
  falseBlockShare: 0.03,
  priors: { quiet: 0.002, review: 0.2, block: 0.8 },
  staticReviewFromCents: 1_000,
};

const RULES: readonly Rule[] = [
  { id: 'large', owner: 't', effect: 'review', when: 'payment.amount >= 1500.0', text: 'large' },
  { id: 'unlike', owner: 't', effect: 'block', when: 'sender.amount_to_mean > 3.3', text: 'unlike' },
  { id: 'night', owner: 't', effect: 'review', when: 'payment.hour < 5.0', text: 'night' },
  { id: 'small', owner: 't', effect: 'allow', when: 'payment.amount < 12.0', text: 'small' },
];

export type Setting = {
  readonly random: Random;
  readonly payment: Payment;
  readonly history: readonly Past[];
  /** How many of the rules apply, the first ones. */
  readonly rules: number;
};

export type Built = {
  readonly input: CounterfactualInput;
  /** What would be decided of the payment changed and measured anew, with nothing left out. */
  readonly decidedAt: (amountMinor: number, hour?: number) => Outcome;
};

/** A decision to be changed: by random trees over what a payer controls and little else. */
export const aCounterfactual = ({ random, payment, history, rules: count }: Setting): Built => {
  const profiles = profilesAfter(history);
  const trees = treesOf(
    anOnnxModel(Array.from({ length: 4 }, (_, tree) => aTree(random, tree)).flat(), { features: FEATURE_NAMES.length }),
  );
  const score = scorerOf(trees);
  const rules = RULES.slice(0, count);
  const compiled = compileRules(rules);
  if (!compiled.ok) throw new Error(compiled.problems.join('\n'));
  const { firing } = compiled;
  const probabilityOf = (features: Float32Array): number => 1 / (1 + Math.exp(-score(features)));
  const decidedAt = (amountMinor: number, hour?: number): Outcome => {
    const changed = { ...payment, amountMinor };
    const features = measure(changed, profiles);
    if (hour !== undefined) features[FEATURE_NAMES.indexOf('payment.hour')] = hour;
    const amountCents = toCents(amountMinor, payment.currency);
    const fired = firing(changed, features);
    return outcomeOf({ fired, rung: 'onnx', policy: SMALL_POLICY }, probabilityOf(features), amountCents);
  };
  return {
    decidedAt,
    input: {
      payment,
      features: measure(payment, profiles),
      featureAtAmount: featureAtAmountOf(payment, profiles),
      splits: withValues(splitValuesOf(trees), ruleValuesOf(rules)),
      ruleSplits: withValues(new Map(), ruleValuesOf(rules)),
      outcome: decidedAt(payment.amountMinor),
      probabilityOf,
      firing,
      mayAllow: rules.some(({ effect }) => effect === 'allow'),
      policy: SMALL_POLICY,
    },
  };
};

const SPLIT_ON = [...Object.values(CONTROLLED).flat(), 'sender.count_7d'].filter((name) =>
  FEATURE_NAMES.includes(name),
);
const RANGES: Readonly<Record<string, number>> = {
  'payment.amount': 2_500,
  'payment.hour': 24,
  'sender.drained_share': 0.1,
};

/** Three levels of splits at random values, whose leaves lie far apart. */
const aTree = (random: Random, tree: number): readonly OnnxTreeNode[] =>
  Array.from({ length: 15 }, (_, id): OnnxTreeNode => {
    if (id >= 7) return { tree, id, cover: 1, weight: Math.round((random() * 4 - 2.4) * 1024) / 1024 };
    const name = SPLIT_ON[Math.floor(random() * SPLIT_ON.length)];
    const mode = random() < 0.5 ? 'BRANCH_LT' : 'BRANCH_LEQ';
    const threshold = Math.fround(random() * (RANGES[name] ?? 4));
    const split = { feature: FEATURE_NAMES.indexOf(name), threshold, mode, missingYes: random() < 0.5 };
    return { tree, id, cover: 1, yes: 2 * id + 1, no: 2 * id + 2, ...split };
  });
