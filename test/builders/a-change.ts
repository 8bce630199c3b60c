import type { Change, LabelChange } from '../../src/domain/boards/change.ts';
import type { Decision } from '../../src/domain/decision/decision.ts';
import { aDecision } from './a-decision.ts';

/** A decision as the change stream tells it. */
export const aDecisionChange = (decision: Partial<Decision> = {}, sequence = '1'): Change => ({
  kind: 'decision',
  sequence,
  decision: aDecision(decision),
});

/** A label as the change stream tells it: of US$120 of fraud that was approved. */
export const aLabelChange = (label: Partial<LabelChange> = {}, sequence = '1'): Change => ({
  kind: 'label',
  sequence,
  label: { paymentId: 'p-1', fraud: true, flagged: false, cents: 12_000, ...label },
});
