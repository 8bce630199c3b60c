import type { Reason } from '../../src/domain/decision/decision.ts';
import { ruleReason } from '../../src/domain/decision/reasons.ts';
import { reasonText } from '../../src/domain/decision/reasons-text.ts';
import { compileRules } from '../../src/domain/rules/compile-rules.ts';
import type { Rule } from '../../src/domain/rules/rule.ts';
import { featuresOf, type Measured } from './a-measurement.ts';
import { aPayment } from './a-payment.ts';

/** What a rule tells of `aPayment(payment)` after a history, for a person to read; undefined when it does not fire. */
export const firingText = (rule: Rule, measured: Measured): string | undefined => {
  const compiled = compileRules([rule]);
  if (!compiled.ok) throw new Error(compiled.problems.join('\n'));
  const features = featuresOf(measured);
  const fired = compiled.firing(aPayment(measured.payment), features);
  const [reason]: readonly Reason[] = fired.map((each) => ruleReason(each, features));
  return reason && reasonText(reason);
};
