/** What a rule does when it fires: approve outright, hold at least for review, or block. */
export type RuleEffect = 'allow' | 'review' | 'block';

/** A condition that a person wrote and answers for. */
export type Rule = {
  /** The reason's code. */
  readonly id: string;
  readonly owner: string;
  readonly effect: RuleEffect;
  /** CEL over feature names and `payment.type`, `payment.channel`, `payment.currency`; a comparison with an unknown value is false. */
  readonly when: string;
  /** For a person to read; `{feature.name}` is replaced by the value with its unit. */
  readonly text: string;
};
