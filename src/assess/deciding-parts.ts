import { POLICY } from '../domain/decision/policy.ts';
import type { Model } from '../domain/model/model.ts';
import { compileRules } from '../domain/rules/compile-rules.ts';
import { RULES, RULES_VERSION } from '../domain/rules/index.ts';
import type { Rule } from '../domain/rules/rule.ts';
import { type GuardedRules, guardRules } from '../scoring/guarded-rules.ts';
import { readingOf } from '../scoring/in-process.ts';
import type { DeciderParts } from './decider.ts';

export type DecidingParts = DeciderParts & { readonly rulesFailure: GuardedRules['failure'] };

/** All that decides, with the rules of this code unless others are given. Rules that do not compile stop nothing: decisions name it. */
export const decidingParts = (
  model: Model,
  { nowMs = Date.now, rules = RULES }: { readonly nowMs?: () => number; readonly rules?: readonly Rule[] } = {},
): DecidingParts => {
  const compiled = compileRules(rules);
  const guarded = guardRules(compiled, { nowMs });
  return {
    ask: guarded.ask,
    rulesFailure: guarded.failure,
    firing: compiled.ok ? compiled.firing : () => [],
    rulesVersion: RULES_VERSION,
    policy: POLICY,
    model: readingOf(model),
  };
};
