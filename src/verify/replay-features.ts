import type { Decision } from '../domain/decision/decision.ts';
import { measureAndRemember, type Profiles } from '../domain/features/measure.ts';
import { occurredAtMs, type Payment } from '../domain/payment/payment.ts';
import { entitiesOf } from '../domain/profile/entity.ts';
import { learn } from '../domain/profile/learn.ts';
import type { Label } from '../ports.ts';

/** A payment as it was decided: when, and which of those decided at the same instant came first is not known. */
export type Replayed = { readonly payment: Payment; readonly decidedAtMs: number };

/** `undetermined`: they came out otherwise, but the order in which payments or labels had arrived is not known well enough to tell why. */
export type FeatureVerdict = 'same' | 'differs' | 'undetermined';

export type FeatureReplay = {
  /** Offers what was decided, in any order; what shares no entity with a sampled payment is passed over. */
  readonly offer: (decided: Replayed) => void;
  /** Verdicts by payment id. */
  readonly verdicts: (labels: readonly Label[]) => ReadonlyMap<string, FeatureVerdict>;
};

/**
 * Measures the features of sampled payments again, from all payments that touch the same entities, in the order in which they were
 * decided, and holds them bit for bit against what was stored.
 */
export const replayFeatures = (sampled: readonly Decision[]): FeatureReplay => {
  const wanted = new Set(sampled.flatMap(({ payment }) => keysOf(payment)));
  const history: Replayed[] = [];
  return {
    offer: (decided) => {
      if (keysOf(decided.payment).some((key) => wanted.has(key))) history.push(decided);
    },
    verdicts: (labels) =>
      judge({ sampled: new Map(sampled.map((decision) => [decision.id, decision])), history, labels }),
  };
};

type Judging = {
  readonly sampled: ReadonlyMap<string, Decision>;
  readonly history: readonly Replayed[];
  readonly labels: readonly Label[];
};

const judge = ({ sampled, history, labels }: Judging): ReadonlyMap<string, FeatureVerdict> => {
  const verdicts = new Map<string, FeatureVerdict>();
  const profiles: Profiles = new Map();
  const ordered = history.toSorted(
    (a, b) => a.decidedAtMs - b.decidedAtMs || occurredAtMs(a.payment) - occurredAtMs(b.payment),
  );
  const payments = new Map(ordered.map(({ payment }) => [payment.id, payment]));
  const waiting = labels
    .filter(({ paymentId }) => payments.has(paymentId))
    .sort((a, b) => b.labelledAtMs - a.labelledAtMs);
  const learnt = new Set<string>();
  for (const decided of ordered) {
    const { payment } = decided;
    for (
      let label = waiting.at(-1);
      label !== undefined && label.labelledAtMs <= occurredAtMs(payment);
      label = waiting.at(-1)
    ) {
      waiting.pop();
      const labelled = payments.get(label.paymentId) ?? payment;
      learn(labelled, label, profiles);
      for (const key of keysOf(labelled)) learnt.add(key);
    }
    const features = measureAndRemember(payment, profiles);
    const stored = sampled.get(payment.id);
    if (stored === undefined) continue;
    const unclear = keysOf(payment).some((key) => learnt.has(key)) || isAmbiguous(decided, ordered);
    verdicts.set(payment.id, isSame(features, stored.features) ? 'same' : unclear ? 'undetermined' : 'differs');
  }
  return verdicts;
};

/** Another payment of the same entity was decided at the same instant: which came first is not known. */
const isAmbiguous = ({ payment, decidedAtMs }: Replayed, history: readonly Replayed[]): boolean => {
  const keys = new Set(keysOf(payment));
  return history.some(
    (other) =>
      other.decidedAtMs === decidedAtMs &&
      other.payment.id !== payment.id &&
      keysOf(other.payment).some((key) => keys.has(key)),
  );
};

const keysOf = (payment: Payment): readonly string[] => entitiesOf(payment).map(({ key }) => key);

const isSame = (a: Float32Array, b: Float32Array): boolean =>
  Buffer.compare(
    Buffer.from(a.buffer, a.byteOffset, a.byteLength),
    Buffer.from(b.buffer, b.byteOffset, b.byteLength),
  ) === 0;
