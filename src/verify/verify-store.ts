import { unpackDecision } from '../domain/decision/codec.ts';
import type { Decision } from '../domain/decision/decision.ts';
import { FEATURES_VERSION } from '../domain/features/index.ts';
import { decisionKey } from '../embedded/adapters/decisions.ts';
import { findLabel } from '../embedded/adapters/labels.ts';
import { type Store, withPrefix } from '../embedded/store.ts';
import type { Label } from '../ports.ts';
import type { Recomputed } from './recompute.ts';
import { replayFeatures } from './replay-features.ts';
import { reservoirOf } from './reservoir.ts';

export type VerifyOptions = {
  readonly store: Store;
  readonly recompute: (decision: Decision) => Recomputed;
  /** Decisions that are made again, and payments whose features are measured again from the history. */
  readonly sample: number;
  readonly features: number;
  readonly seed: number;
};

export type Verified = {
  readonly stored: number;
  readonly decisions: Readonly<Record<Recomputed, readonly string[]>>;
  readonly features: {
    readonly same: number;
    readonly differs: readonly string[];
    readonly undetermined: readonly string[];
  };
};

/** Makes a sample of a store's decisions again, and measures the features of some of them again from all that the store holds. */
export const verifyStore = async ({ store, recompute, sample, features, seed }: VerifyOptions): Promise<Verified> => {
  const reservoir = reservoirOf<Buffer>(sample, seed);
  for await (const [, packed] of store.entries(withPrefix(decisionKey('')))) reservoir.offer(packed);
  const sampled = reservoir.kept().map(unpackDecision);
  const verdicts = sampled.map((decision) => ({ id: decision.id, verdict: recompute(decision) }));
  const idsOf = (wanted: Recomputed) => verdicts.flatMap(({ id, verdict }) => (verdict === wanted ? [id] : []));
  return {
    stored: reservoir.seen(),
    decisions: { same: idsOf('same'), differs: idsOf('differs'), skipped: idsOf('skipped') },
    features: await verifyFeatures(
      store,
      sampled.filter(({ versions }) => versions.features === FEATURES_VERSION).slice(0, features),
    ),
  };
};

const verifyFeatures = async (store: Store, sampled: readonly Decision[]): Promise<Verified['features']> => {
  if (sampled.length === 0) return { same: 0, differs: [], undetermined: [] };
  const replay = replayFeatures(sampled);
  const labels: Label[] = [];
  for await (const [, packed] of store.entries(withPrefix(decisionKey('')))) {
    const { id, payment, decidedAtMs } = unpackDecision(packed);
    replay.offer({ payment, decidedAtMs });
    const label = findLabel(store, id);
    if (label !== undefined) labels.push(label);
  }
  const verdicts = [...replay.verdicts(labels)];
  const idsOf = (wanted: string) => verdicts.flatMap(([id, verdict]) => (verdict === wanted ? [id] : []));
  return { same: idsOf('same').length, differs: idsOf('differs'), undetermined: idsOf('undetermined') };
};
