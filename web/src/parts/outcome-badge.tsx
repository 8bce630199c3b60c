import type { Outcome } from '../api-types.ts';
import { OUTCOME_WORDS } from '../format/words.ts';
import { OutcomeIcon } from './icons.tsx';

/** An outcome by word, shape and colour. */
export const OutcomeBadge = ({ outcome, large }: { readonly outcome: Outcome; readonly large?: boolean }) => (
  <span class={`badge badge-${outcome}${large === true ? ' badge-large' : ''}`}>
    <OutcomeIcon outcome={outcome} />
    {OUTCOME_WORDS[outcome]}
  </span>
);
