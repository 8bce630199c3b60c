import type { ArchivedPayment } from '../archive/archived-payments.ts';
import type { Decision } from '../domain/decision/decision.ts';
import { FEATURES_VERSION } from '../domain/features/index.ts';
import type { Label } from '../ports.ts';
import type { Recomputed } from './recompute.ts';
import { replayFeatures } from './replay-features.ts';

/** Where decisions are, and all that was decided. */
export type VerifySource = {
  /** So many of the decisions, each with the same chance, of how many there are. */
  readonly sample: (size: number, seed: number) => Promise<Sampled>;
  /** All of them, in any order, with what is known of them by now. */
  readonly history: () => AsyncIterable<ArchivedPayment>;
};

export type Sampled = {
  readonly stored: number;
  readonly decisions: readonly Decision[];
  /** Ids of those that are known to have been made and cannot be read. */
  readonly gone: readonly string[];
};

export type VerifyOptions = {
  readonly source: VerifySource;
  readonly recompute: (decision: Decision) => Recomputed;
  /** Decisions that are made again, and payments whose features are measured again from the history. */
  readonly sample: number;
  readonly features: number;
  readonly seed: number;
};

export type Verified = {
  readonly stored: number;
  readonly decisions: Readonly<Record<Recomputed | 'gone', readonly string[]>>;
  readonly features: {
    readonly same: number;
    readonly differs: readonly string[];
    readonly undetermined: readonly string[];
  };
};

/** Makes a sample of decisions again, and measures the features of some of them again from all that was decided. */
export const verify = async ({ source, recompute, sample, features, seed }: VerifyOptions): Promise<Verified> => {
  const { stored, decisions, gone } = await source.sample(sample, seed);
  const verdicts = decisions.map((decision) => ({ id: decision.id, verdict: recompute(decision) }));
  const idsOf = (wanted: Recomputed) => verdicts.flatMap(({ id, verdict }) => (verdict === wanted ? [id] : []));
  const measurable = decisions.filter(({ versions }) => versions.features === FEATURES_VERSION);
  return {
    stored,
    decisions: { same: idsOf('same'), differs: idsOf('differs'), skipped: idsOf('skipped'), gone },
    features: await verifyFeatures(source, measurable.slice(0, features)),
  };
};

const verifyFeatures = async (source: VerifySource, sampled: readonly Decision[]): Promise<Verified['features']> => {
  if (sampled.length === 0) return { same: 0, differs: [], undetermined: [] };
  const replay = replayFeatures(sampled);
  const labels: Label[] = [];
  for await (const { label, ...decided } of source.history()) {
    replay.offer(decided);
    if (label !== undefined) labels.push(label);
  }
  const verdicts = [...replay.verdicts(labels)];
  const idsOf = (wanted: string) => verdicts.flatMap(([id, verdict]) => (verdict === wanted ? [id] : []));
  return { same: idsOf('same').length, differs: idsOf('differs'), undetermined: idsOf('undetermined') };
};
