import { decide } from '../domain/decision/decide.ts';
import type { Decision, Rung, Shadow, Versions } from '../domain/decision/decision.ts';
import { type Policy, policyVersion } from '../domain/decision/policy.ts';
import { FEATURES_VERSION } from '../domain/features/index.ts';
import type { Payment } from '../domain/payment/payment.ts';
import type { AskRules, FiringRules } from '../domain/rules/compile-rules.ts';

/** What the decider needs of a model: its digest, and its two readings of a feature vector. */
export type ModelReading = {
  readonly version: string;
  /** Calibrated probability of fraud for a raw score in log-odds. */
  readonly calibrate: (rawScore: number) => number;
  /** Contribution of each feature to the raw score, log-odds. */
  readonly explain: (features: Float32Array) => ArrayLike<number>;
};

export type Decider = (input: {
  readonly payment: Payment;
  readonly features: Float32Array;
  readonly rung: Rung;
  readonly rungReason?: string;
  /** Log-odds; absent on the rungs without a model. */
  readonly rawScore?: number;
  readonly nowMs: number;
  readonly tookMicros: number;
  /** What a challenger made of the same features. */
  readonly shadow?: Omit<Shadow, 'outcome'>;
}) => Decision;

export type DeciderParts = {
  /** The rules as they decide, which never fails, and as they fire on what might have been paid instead. */
  readonly ask: AskRules;
  readonly firing: FiringRules;
  readonly rulesVersion: string;
  readonly policy: Policy;
  readonly model: ModelReading;
};

/** Digests of all that the parts would make a decision with. */
export const versionsOf = ({ rulesVersion, policy, model }: DeciderParts): Versions => ({
  model: model.version,
  rules: rulesVersion,
  policy: policyVersion(policy),
  features: FEATURES_VERSION,
});

/** Binds rules, policy and model, and their versions, into the one function that decides. */
export const createDecider = (parts: DeciderParts): Decider => {
  const { ask, policy, model } = parts;
  const versions = versionsOf(parts);
  return ({ rawScore, ...input }) => {
    const { fired, failed } = ask(input.payment, input.features);
    return decide({
      ...input,
      ...(failed !== undefined && withoutRules(input, { failed, hasScore: rawScore !== undefined })),
      fired,
      ...(rawScore !== undefined && { modelProbability: model.calibrate(rawScore) }),
      explain: model.explain,
      policy,
      versions,
    });
  };
};

/** How a decision names that the rules could not all be asked. */
export const RULES_FAILED = 'rules: ';

/** The rung below the rules, unless a model scored; the reason joins those of the rungs that were passed over. */
const withoutRules = (
  { rung, rungReason }: Parameters<Decider>[0],
  { failed, hasScore }: { readonly failed: string; readonly hasScore: boolean },
): { readonly rung: Rung; readonly rungReason: string } => ({
  rung: hasScore ? rung : 'static',
  rungReason: [...(rungReason === undefined ? [] : [rungReason]), `${RULES_FAILED}${failed}`].join('; '),
});
