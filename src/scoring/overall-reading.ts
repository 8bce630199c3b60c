import { RULES_FAILED } from '../assess/decider.ts';
import type { RulesFailure } from './guarded-rules.ts';
import type { LadderReading } from './ladder.ts';

/** What the whole ladder does, rules and static policy included, in the words that a decision would have. */
export const overallReading = (ladder: LadderReading, rules: RulesFailure | undefined): LadderReading => {
  if (rules === undefined) return ladder;
  const { rung, rungReason, degradedSinceMs = rules.sinceMs } = ladder;
  return {
    rung: rung === 'rules' ? 'static' : rung,
    rungReason: [...(rungReason === undefined ? [] : [rungReason]), `${RULES_FAILED}${rules.reason}`].join('; '),
    degradedSinceMs: Math.min(degradedSinceMs, rules.sinceMs),
  };
};
