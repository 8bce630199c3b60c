import { createDecider, type DeciderParts, versionsOf } from '../assess/decider.ts';
import { packDecision } from '../domain/decision/codec.ts';
import { type Decision, isScored, type Shadow } from '../domain/decision/decision.ts';
import type { Model } from '../domain/model/model.ts';
import { probabilityOf, rawScorerOf } from '../scoring/in-process.ts';

/** `skipped`: made by a model, rules, costs or features that are not at hand here. */
export type Recomputed = 'same' | 'differs' | 'skipped';

export type RecomputeSource = {
  readonly parts: DeciderParts;
  readonly champion: Model;
  readonly challenger?: Model;
};

/** How far the endpoint's scores, which travel as text and in single precision, may lie from the walk's. */
const ENDPOINT_TOLERANCE = 1e-6;

/**
 * Makes a decision again from what was stored of it, its payment and its features, and holds it against what was stored, byte for byte:
 * score, rules, outcome, reasons, and the challenger's reading where that challenger is at hand. What a remote endpoint had scored may differ by
 * the tolerance between rungs; its outcome may not.
 */
export const recomputer = ({ parts, champion, challenger }: RecomputeSource): ((decision: Decision) => Recomputed) => {
  const [decide, score] = [createDecider(parts), rawScorerOf(champion)];
  const ours = versionsOf(parts);
  const shadowScore = challenger && shadowOf(challenger);
  return (stored) => {
    const { versions, rung, features } = stored;
    if (
      versions.model !== ours.model ||
      versions.rules !== ours.rules ||
      versions.policy !== ours.policy ||
      versions.features !== ours.features
    )
      return 'skipped';
    const shadow = stored.shadow && (shadowScore?.(stored.shadow, features) ?? stored.shadow);
    const again = decide({
      payment: stored.payment,
      features,
      rung,
      ...(stored.rungReason !== undefined && { rungReason: stored.rungReason }),
      ...(isScored(stored) && { rawScore: score(features) }),
      nowMs: stored.decidedAtMs,
      tookMicros: stored.tookMicros,
      ...(shadow && { shadow: { model: shadow.model, probability: shadow.probability } }),
    });
    return (rung === 'sagemaker' ? isNear(again, stored) : isSame(again, stored)) ? 'same' : 'differs';
  };
};

type Reading = Omit<Shadow, 'outcome'>;

const shadowOf = (challenger: Model): ((stored: Shadow, features: Float32Array) => Reading | undefined) => {
  const probabilityIn = probabilityOf(challenger);
  return ({ model }, features) =>
    model === challenger.manifest.version ? { model, probability: probabilityIn(features) } : undefined;
};

const isSame = (a: Decision, b: Decision): boolean => Buffer.compare(packDecision(a), packDecision(b)) === 0;

const isNear = (a: Decision, b: Decision): boolean =>
  a.outcome === b.outcome && Math.abs(a.probability - b.probability) <= ENDPOINT_TOLERANCE;
