import type { DeciderParts } from './decider.ts';
import { POLICY } from './domain/decision/policy.ts';
import type { Model } from './domain/model/model.ts';
import { compileRules } from './domain/rules/compile-rules.ts';
import { RULES, RULES_VERSION } from './domain/rules/index.ts';
import { readingOf } from './scoring/in-process.ts';

/** All that decides, with the rules of this code. Throws when one of them does not compile. */
export const decidingParts = (model: Model): DeciderParts => {
  const rules = compileRules(RULES);
  if (!rules.ok) throw new Error(`the rules do not compile:\n${rules.problems.join('\n')}`);
  return { firing: rules.firing, rulesVersion: RULES_VERSION, policy: POLICY, model: readingOf(model) };
};
