import { OUTCOMES, type Outcome, type Rung } from '../decision/decision.ts';
import { toCents } from '../payment/currency.ts';
import type { Change, LabelChange } from './change.ts';
import { type LatencyClasses, latencyClass } from './latency.ts';

/** Counts of what was decided and of what became known; amounts in US cents. Two tallies add up. */
export type Tally = {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly probability: number;
  readonly cents: number;
  /** Expected loss of the payments that were held or blocked. */
  readonly savedCents: number;
  readonly rungs: Readonly<Partial<Record<Rung, number>>>;
  readonly latency: LatencyClasses;
  readonly labels: LabelTally;
  /** Epoch milliseconds of the first decision; null when there is none. */
  readonly firstAtMs: number | null;
};

export type LabelTally = {
  readonly fraud: number;
  readonly caught: number;
  readonly falseAlarms: number;
  readonly savedCents: number;
  readonly missedCents: number;
};

export const EMPTY_TALLY: Tally = {
  outcomes: { approve: 0, review: 0, block: 0 },
  probability: 0,
  cents: 0,
  savedCents: 0,
  rungs: {},
  latency: {},
  labels: { fraud: 0, caught: 0, falseAlarms: 0, savedCents: 0, missedCents: 0 },
  firstAtMs: null,
};

/** The tally with some changes counted. */
export const counted = (tally: Tally, changes: readonly Change[]): Tally => {
  const sum = structuredClone(tally) as Mutable<Tally>;
  for (const change of changes) {
    if (change.kind === 'decision') countDecision(sum, change.decision);
    else countLabel(sum.labels, change.label);
  }
  return sum;
};

/** Two tallies as one. */
export const addTallies = (a: Tally, b: Tally): Tally => ({
  outcomes: addUp(a.outcomes, b.outcomes),
  probability: a.probability + b.probability,
  cents: a.cents + b.cents,
  savedCents: a.savedCents + b.savedCents,
  rungs: addUp(a.rungs, b.rungs),
  latency: addUp(a.latency, b.latency),
  labels: addUp(a.labels, b.labels),
  firstAtMs:
    a.firstAtMs === null || b.firstAtMs === null ? (a.firstAtMs ?? b.firstAtMs) : Math.min(a.firstAtMs, b.firstAtMs),
});

export const processedOf = ({ outcomes }: Pick<Tally, 'outcomes'>): number =>
  OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0);

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };
type Decided = Extract<Change, { kind: 'decision' }>['decision'];

const countDecision = (sum: Mutable<Tally>, decision: Decided): void => {
  sum.outcomes[decision.outcome] += 1;
  sum.probability += decision.probability;
  sum.cents += toCents(decision.payment.amountMinor, decision.payment.currency);
  if (decision.outcome !== 'approve') sum.savedCents += decision.expectedLossMinor;
  sum.rungs[decision.rung] = (sum.rungs[decision.rung] ?? 0) + 1;
  const latency = latencyClass(decision.tookMicros);
  sum.latency[latency] = (sum.latency[latency] ?? 0) + 1;
  sum.firstAtMs = Math.min(sum.firstAtMs ?? decision.decidedAtMs, decision.decidedAtMs);
};

const countLabel = (labels: Mutable<LabelTally>, change: LabelChange): void => {
  if (change.replaces !== undefined) addVerdict(labels, change, { fraud: change.replaces, sign: -1 });
  addVerdict(labels, change, { fraud: change.fraud, sign: 1 });
};

const addVerdict = (
  labels: Mutable<LabelTally>,
  { flagged, cents }: LabelChange,
  { fraud, sign }: { fraud: boolean; sign: number },
): void => {
  if (fraud) {
    labels.fraud += sign;
    if (flagged) labels.caught += sign;
    labels[flagged ? 'savedCents' : 'missedCents'] += sign * cents;
  } else if (flagged) labels.falseAlarms += sign;
};

const addUp = <T extends Readonly<Partial<Record<string, number>>>>(a: T, b: T): T => {
  const sum: Record<string, number> = {};
  for (const each of [a, b])
    for (const [name, value] of Object.entries(each)) sum[name] = (sum[name] ?? 0) + (value ?? 0);
  return sum as T;
};
