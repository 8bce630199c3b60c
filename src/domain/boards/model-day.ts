import { isScored, OUTCOMES, type Outcome } from '../decision/decision.ts';
import { addCalibrations, type Calibration, calibrationBin, EMPTY_CALIBRATION } from '../drift/calibration.ts';
import { binOf, type Reference } from '../drift/reference.ts';
import { FEATURE_NAMES, FEATURES_VERSION } from '../features/index.ts';
import type { Change, LabelChange } from './change.ts';

/** One day of decisions (UTC, by when they were made) as their models saw them. Bounded: bins, and a few models. Two days add up. */
export type ModelDay = {
  /** By model, champions and challengers alike. */
  readonly calibration: Readonly<Record<string, Calibration>>;
  /** By the model whose reference gave the bins: its scores, and the features. */
  readonly drift: Readonly<Record<string, DriftCounts>>;
  /** By champion and challenger: `3f9a1c02be77/90c1d2aa4e10`. */
  readonly shadows: Readonly<Record<string, ShadowCounts>>;
};

export type DriftCounts = { readonly scores: readonly number[]; readonly features: readonly (readonly number[])[] };

export type ShadowCounts = {
  /** Decisions by the champion's outcome, and of each by what the challenger would have decided. */
  readonly outcomes: readonly (readonly number[])[];
  /** Frauds by who flagged them: neither, the challenger alone, the champion alone, both. */
  readonly frauds: readonly number[];
};

export const EMPTY_MODEL_DAY: ModelDay = { calibration: {}, drift: {}, shadows: {} };

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };
type Decided = Extract<Change, { kind: 'decision' }>['decision'];

/** Counts the decisions and labels among some changes into their day; drift only where there is a reference to count by. */
export const modelDayWith =
  (reference?: Reference) =>
  (day: ModelDay, changes: readonly Change[]): ModelDay => {
    const sum = structuredClone(day) as Mutable<ModelDay>;
    const drift = reference && {
      reference,
      columns: reference.features.map(({ name }) => FEATURE_NAMES.indexOf(name)),
    };
    for (const change of changes) {
      if (change.kind === 'label') countLabel(sum, change.label);
      else {
        countDecision(sum, change.decision);
        if (drift !== undefined) countDrift(sum, change.decision, drift);
      }
    }
    return sum;
  };

export const addModelDays = (a: ModelDay, b: ModelDay): ModelDay => ({
  calibration: merged(a.calibration, b.calibration, addCalibrations),
  drift: merged(a.drift, b.drift, (x, y) => ({
    scores: added(x.scores, y.scores),
    features: addedRows(x.features, y.features),
  })),
  shadows: merged(a.shadows, b.shadows, (x, y) => ({
    outcomes: addedRows(x.outcomes, y.outcomes),
    frauds: added(x.frauds, y.frauds),
  })),
});

const countDecision = (day: Mutable<ModelDay>, decision: Decided): void => {
  const { shadow, versions } = decision;
  if (isScored(decision)) countProbability(calibrationOf(day, versions.model), decision.probability);
  if (shadow === undefined) return;
  countProbability(calibrationOf(day, shadow.model), shadow.probability);
  shadowsOf(day, versions.model, shadow.model).outcomes[OUTCOMES.indexOf(decision.outcome)][
    OUTCOMES.indexOf(shadow.outcome)
  ] += 1;
};

const countProbability = ({ counts, sums }: Mutable<Calibration>, probability: number): void => {
  const bin = calibrationBin(probability);
  counts[bin] += 1;
  sums[bin] += probability;
};

type Drifting = { readonly reference: Reference; readonly columns: readonly number[] };

const countDrift = (day: Mutable<ModelDay>, decision: Decided, { reference, columns }: Drifting): void => {
  if (decision.versions.features !== FEATURES_VERSION || reference.featuresVersion !== FEATURES_VERSION) return;
  day.drift[reference.model] ??= {
    scores: reference.scores.counts.map(() => 0),
    features: reference.features.map(({ counts }) => counts.map(() => 0)),
  };
  const { scores, features } = day.drift[reference.model];
  for (let at = 0; at < columns.length; at += 1)
    features[at][binOf(reference.features[at].edges, decision.features[columns[at]])] += 1;
  if (isScored(decision) && decision.versions.model === reference.model)
    scores[binOf(reference.scores.edges, decision.probability)] += 1;
};

const countLabel = (day: Mutable<ModelDay>, { fraud, replaces, flagged, scored }: LabelChange): void => {
  if (scored === undefined) return;
  const change = Number(fraud) - Number(replaces ?? false);
  const { model, probability, shadow } = scored;
  if (probability !== undefined) calibrationOf(day, model).frauds[calibrationBin(probability)] += change;
  if (shadow === undefined) return;
  calibrationOf(day, shadow.model).frauds[calibrationBin(shadow.probability)] += change;
  shadowsOf(day, model, shadow.model).frauds[2 * Number(flagged) + Number(isFlagged(shadow.outcome))] += change;
};

const isFlagged = (outcome: Outcome): boolean => outcome !== 'approve';

const calibrationOf = (day: Mutable<ModelDay>, model: string): Mutable<Calibration> => {
  day.calibration[model] ??= structuredClone(EMPTY_CALIBRATION) as Mutable<Calibration>;
  return day.calibration[model];
};

const shadowsOf = (day: Mutable<ModelDay>, champion: string, challenger: string): Mutable<ShadowCounts> => {
  const pair = `${champion}/${challenger}`;
  day.shadows[pair] ??= { outcomes: OUTCOMES.map(() => OUTCOMES.map(() => 0)), frauds: [0, 0, 0, 0] };
  return day.shadows[pair];
};

const added = (a: readonly number[], b: readonly number[]): readonly number[] => a.map((count, at) => count + b[at]);
const addedRows = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]) =>
  a.map((row, at) => added(row, b[at]));

const merged = <T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  add: (x: T, y: T) => T,
): Readonly<Record<string, T>> => {
  const sum: Record<string, T> = { ...a };
  for (const [name, value] of Object.entries(b)) sum[name] = sum[name] === undefined ? value : add(sum[name], value);
  return sum;
};
