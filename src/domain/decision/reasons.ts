import { FEATURE_NAMES, FEATURES } from '../features/index.ts';
import type { Rule } from '../rules/rule.ts';
import type { Reason } from './decision.ts';

/**
 * How many of the model's contributions are told, and how small one may be: a share of all that raised the score, for a forest's
 * contributions are of another scale than a booster's.
 */
const MOST_REASONS = 5;
const LEAST_SHARE = 0.02;

/** The reason that a rule gives: its id, and the values that its text shows. */
export const ruleReason = (rule: Rule, features: Float32Array): Reason => ({
  code: rule.id,
  source: 'rule',
  values: Object.fromEntries(namesIn(rule.text).map((name) => [name, features[FEATURE_NAMES.indexOf(name)]])),
});

/** The features that raised the raw score most, largest first; their values, unknown ones left out. */
export const modelReasons = (contributions: ArrayLike<number>, features: Float32Array): readonly Reason[] => {
  const raising = FEATURES.map(({ name }, index) => ({
    name,
    contribution: contributions[index],
    value: features[index],
  })).filter(({ contribution }) => contribution > 0);
  const least = LEAST_SHARE * raising.reduce((sum, { contribution }) => sum + contribution, 0);
  return raising
    .filter(({ contribution }) => contribution >= least)
    .sort((a, b) => b.contribution - a.contribution)
    .slice(0, MOST_REASONS)
    .map(({ name, contribution, value }) => ({
      code: name,
      source: 'model',
      values: Number.isNaN(value) ? {} : { [name]: value },
      contribution,
    }));
};

const namesIn = (text: string): readonly string[] => [...text.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
