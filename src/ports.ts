import type { Decider } from './assess/decider.ts';
import type { Decision, Rung } from './domain/decision/decision.ts';
import type { Payment } from './domain/payment/payment.ts';
import type { Profile } from './domain/profile/profile.ts';

/** What the model made of a batch: raw scores (log-odds before calibration), one a row, and which rung gave them. */
export type Scored = {
  readonly rung: Rung;
  /** Why a better rung was passed over. */
  readonly rungReason?: string;
  /** One raw score a row; empty when no model scored (rungs `rules` and `static`). */
  readonly rawScores: readonly number[];
};

/** Scores feature vectors (rows x features, order of the manifest, NaN for unknown). Never throws: the ladder always ends somewhere. */
export type ScoreRows = (rows: readonly Float32Array[]) => Promise<Scored>;

export type StoredProfile = { readonly profile: Profile; readonly version: number };
export type ProfileExtension = { readonly key: string; readonly profile: Profile; readonly readVersion: number };

/** What deciding needs. Business outcomes come back as values; a port throws only when its infrastructure is broken, and may be retried. */
export type AssessPorts = {
  /** Epoch milliseconds, with fractions. */
  readonly nowMs: () => number;
  readonly decide: Decider;
  readonly scoreRows: ScoreRows;
  /** Decisions already made for these payment ids. */
  readonly findDecisions: (ids: readonly string[]) => Promise<ReadonlyMap<string, Decision>>;
  /** Profiles by key; a key never seen is absent (its version is 0). */
  readonly readProfiles: (keys: readonly string[]) => Promise<ReadonlyMap<string, StoredProfile>>;
  /** Writes each profile whose stored version is still `readVersion`; answers with the keys whose version had moved on. */
  readonly extendProfiles: (extensions: readonly ProfileExtension[]) => Promise<readonly string[]>;
  /** Writes each decision unless its id has one; answers with what now stands for each, in order. Durable when it resolves. */
  readonly recordDecisions: (decisions: readonly Decision[]) => Promise<readonly Decision[]>;
};

/** A verdict on a payment, and when it became known (epoch milliseconds). */
export type Label = { readonly paymentId: string; readonly fraud: boolean; readonly labelledAtMs: number };

/** A label as recorded: with what it says of the decision, and the label that it replaces. */
export type RecordedLabel = Label & { readonly decision: Decision; readonly replaces?: boolean };

/** What recording labels needs. */
export type LabelPorts = Pick<AssessPorts, 'findDecisions' | 'readProfiles' | 'extendProfiles'> & {
  /** Current labels by payment id. */
  readonly findLabels: (paymentIds: readonly string[]) => Promise<ReadonlyMap<string, Label>>;
  /**
   * Writes each label of which what it replaces still stands, and answers with the others. Durable when it resolves; each that is written
   * appears once on the change stream.
   */
  readonly writeLabels: (labels: readonly RecordedLabel[]) => Promise<readonly RecordedLabel[]>;
};

/** A record that can never succeed, kept whole with its reason until someone redrives it. */
export type Quarantined = {
  readonly id: string;
  readonly reason: string;
  readonly detail: string;
  /** The record's data as it came, UTF-8. */
  readonly payload: string;
  readonly partitionKey: string;
  readonly at: string;
};

export type Quarantine = (records: readonly Quarantined[]) => Promise<void>;

/** Puts payments on the stream, partitioned by sender. Durable when it resolves. */
export type PutPayments = (payments: readonly Payment[]) => Promise<void>;
