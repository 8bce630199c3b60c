import type { Api } from '../api.ts';
import type { DecisionAnswer } from '../api-types.ts';
import { WhatWouldChange } from '../detail/what-would-change.tsx';
import { asId } from '../format/ids.ts';
import { asDollars } from '../format/money.ts';
import { asPercent } from '../format/numbers.ts';
import { RUNG_WORDS } from '../format/words.ts';
import { WarningIcon } from '../parts/icons.tsx';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import { Reasons } from '../parts/reasons.tsx';
import { fieldOf } from './fields.ts';
import type { Trial } from './use-trial.ts';

type TrialResultProps = {
  readonly api: Api;
  readonly trial: Trial;
  readonly onOpen: (paymentId: string) => void;
};

export const TrialResult = ({ api, trial, onOpen }: TrialResultProps) => {
  if (trial.kind === 'refused') return <Refusal problem={trial.problem} issues={trial.issues} />;
  const decision = trial.kind === 'sending' ? trial.previous : trial.kind === 'decided' ? trial.decision : undefined;
  if (decision === undefined) {
    return <p class="empty">{trial.kind === 'sending' ? 'Deciding…' : 'The decision and its reasons appear here.'}</p>;
  }
  return <Decided api={api} decision={decision} stale={trial.kind === 'sending'} onOpen={onOpen} />;
};

type DecidedProps = {
  readonly api: Api;
  readonly decision: DecisionAnswer;
  readonly stale: boolean;
  readonly onOpen: (paymentId: string) => void;
};

const Decided = ({ api, decision, stale, onOpen }: DecidedProps) => (
  <div class={stale ? 'decided stale' : 'decided'} data-decision={decision.id}>
    <div class="verdict">
      <OutcomeBadge outcome={decision.outcome} large />
      <dl>
        <div>
          <dt>Fraud probability</dt>
          <dd>{asPercent(decision.probability)}</dd>
        </div>
        <div>
          <dt>Expected loss</dt>
          <dd>{asDollars(decision.expectedLossMinor)}</dd>
        </div>
        <div>
          <dt>Scored by</dt>
          <dd>{RUNG_WORDS[decision.rung]}</dd>
        </div>
      </dl>
    </div>
    <h3>Why</h3>
    <Reasons reasons={decision.reasons} />
    <WhatWouldChange api={api} id={decision.id} />
    <p class="decided-foot">
      <code>{asId(decision.id)}</code>
      <button type="button" class="button-quiet" onClick={() => onOpen(decision.id)}>
        All details
      </button>
    </p>
  </div>
);

type RefusalProps = Pick<Extract<Trial, { kind: 'refused' }>, 'problem' | 'issues'>;

/** What was wrong; issues of a field stand at the field, the others here. */
const Refusal = ({ problem, issues }: RefusalProps) => {
  const elsewhere = issues.filter(({ path }) => fieldOf(path) === undefined);
  const atFields = issues.length - elsewhere.length;
  return (
    <div class="refusal" role="alert">
      <h3>
        <WarningIcon /> {problem.title}
      </h3>
      {atFields > 0 ? (
        <p>
          {atFields === 1
            ? 'One field needs a look; it is marked.'
            : `${atFields} fields need a look; they are marked.`}
        </p>
      ) : (
        <p>{problem.detail}</p>
      )}
      {elsewhere.map(({ path, message }) => (
        <p key={path}>
          <code>{path}</code> {message}
        </p>
      ))}
    </div>
  );
};
