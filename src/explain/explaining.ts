import type { DeciderParts } from '../assess/decider.ts';
import { versionsOf } from '../assess/decider.ts';
import type { CounterfactualInput } from '../domain/counterfactual/search.ts';
import { ruleValuesOf, splitValuesOf, withValues } from '../domain/counterfactual/split-values.ts';
import type { Versions } from '../domain/decision/decision.ts';
import type { Model } from '../domain/model/model.ts';
import { type ExplainRow, explainerOf } from '../domain/model/shap.ts';
import { RULES } from '../domain/rules/index.ts';
import type { Rule } from '../domain/rules/rule.ts';
import { rawScorerOf } from '../scoring/in-process.ts';

/** What explaining needs of what decides: it reads only decisions of these versions, since others were made of something else. */
export type Explaining = Pick<
  CounterfactualInput,
  'probabilityOf' | 'firing' | 'mayAllow' | 'policy' | 'splits' | 'ruleSplits'
> & {
  readonly versions: Versions;
  readonly explain: ExplainRow;
};

export const explainingOf = (model: Model, parts: DeciderParts, rules: readonly Rule[] = RULES): Explaining => {
  const score = rawScorerOf(model);
  return {
    versions: versionsOf(parts),
    explain: explainerOf(model.trees),
    probabilityOf: (features) => parts.model.calibrate(score(features)),
    firing: parts.firing,
    mayAllow: rules.some(({ effect }) => effect === 'allow'),
    policy: parts.policy,
    splits: withValues(splitValuesOf(model.trees), ruleValuesOf(rules)),
    ruleSplits: withValues(new Map(), ruleValuesOf(rules)),
  };
};
