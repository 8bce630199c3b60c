import { outcomeOf } from '../decision/decide.ts';
import { OUTCOMES, type Outcome } from '../decision/decision.ts';
import type { Policy } from '../decision/policy.ts';
import { toCents } from '../payment/currency.ts';
import type { FiringRules } from '../rules/compile-rules.ts';
import { type AmountStep, amountSteps, firstWithCents, type Stepping } from './amount-steps.ts';
import { placesOf } from './controls.ts';
import { policyCrossings } from './policy-crossings.ts';
import type { SplitValues } from './split-values.ts';

/** All that a decision was made of, and could be made of again. */
export type CounterfactualInput = Stepping & {
  readonly outcome: Outcome;
  /** Calibrated probability of fraud of a feature vector. */
  readonly probabilityOf: (features: Float32Array) => number;
  readonly firing: FiringRules;
  /** The values at which rules alone change. */
  readonly ruleSplits: SplitValues;
  /** Whether any rule can make an outcome milder. */
  readonly mayAllow: boolean;
  readonly policy: Policy;
};

/** What would have had to be otherwise, and what would then have been decided. Left out is what stays. */
export type Change = {
  readonly amountMinor?: number;
  /** Of the day, UTC, 0 to 23: the payment and all that led to it at that hour. */
  readonly hour?: number;
  readonly outcome: Outcome;
};

export type Search = {
  readonly input: CounterfactualInput;
  readonly steps: readonly AmountStep[];
  /** Index of the step with the payment's own amount. */
  readonly hereAt: number;
  readonly ownMinor: number;
};

export const searchOf = (input: CounterfactualInput): Search => {
  const ownMinor = input.payment.amountMinor;
  const steps = amountSteps(input);
  const hereAt = steps.findLastIndex(({ fromMinor }) => fromMinor <= ownMinor);
  return { input, steps, hereAt: Math.max(0, hereAt), ownMinor };
};

/** What another hour alone changes. */
export const changeAtHour = (search: Search, hour: number): Change | undefined => {
  const { steps, hereAt, ownMinor } = search;
  return changeWithin(search, { ...steps[hereAt], fromMinor: ownMinor, toMinor: ownMinor }, hour);
};

/**
 * The nearest other amount that changes the outcome, at another hour if one is given: a lower one where a milder outcome is looked for,
 * a higher one for a harder. That some tree likes a larger payment better is no advice.
 */
export const nearestAmount = (search: Search, hour?: number): Change | undefined => {
  const { input, steps, hereAt, ownMinor } = search;
  return input.outcome === 'approve'
    ? firstChange(search, { steps: steps.slice(hereAt), least: ownMinor, most: Infinity, hour })
    : firstChange(search, { steps: steps.slice(0, hereAt + 1).reverse(), least: 1, most: ownMinor, hour });
};

type Scan = {
  readonly steps: readonly AmountStep[];
  readonly least: number;
  readonly most: number;
  readonly hour: number | undefined;
};

const firstChange = (search: Search, { steps, least, most, hour }: Scan): Change | undefined => {
  for (const step of steps) {
    const [fromMinor, toMinor] = [Math.max(least, step.fromMinor), Math.min(most, step.toMinor)];
    const change = fromMinor > toMinor ? undefined : changeWithin(search, { ...step, fromMinor, toMinor }, hour);
    if (change !== undefined) return change;
  }
  return undefined;
};

/** The change nearest to the payment's own amount within a step, whose ends lie on one side of it. */
const changeWithin = (search: Search, step: AmountStep, hour: number | undefined): Change | undefined => {
  const { input, ownMinor } = search;
  const { payment, policy, outcome: was } = input;
  const features = atHour(step.features, hour);
  const probability = input.probabilityOf(features);
  for (const part of partsOf(search, step, probability)) {
    const amountMinor = Math.min(part.toMinor, Math.max(part.fromMinor, ownMinor));
    const outcomeWith = (fired: ReturnType<FiringRules>): Outcome =>
      outcomeOf({ fired, rung: 'onnx', policy }, probability, toCents(amountMinor, payment.currency));
    // Rules are dear to ask. Unless one allows, they do not make milder what the costs alone leave as it is.
    if (was !== 'approve' && !input.mayAllow && !turns(was, outcomeWith([]))) continue;
    const outcome = outcomeWith(input.firing({ ...payment, amountMinor }, features));
    if (turns(was, outcome))
      return { ...(amountMinor !== ownMinor && { amountMinor }), ...(hour !== undefined && { hour }), outcome };
  }
  return undefined;
};

const atHour = (features: Float32Array, hour: number | undefined): Float32Array => {
  if (hour === undefined) return features;
  const changed = features.slice();
  for (const at of placesOf('hour')) changed[at] = hour;
  return changed;
};

/** Held and blocked payments look for what is milder, approved ones for what is harder. */
const turns = (from: Outcome, to: Outcome): boolean => {
  const harder = OUTCOMES.indexOf(to) - OUTCOMES.indexOf(from);
  return from === 'approve' ? harder > 0 : harder < 0;
};

/** A step cut where the policy's cheapest outcome may change, the part nearest to the payment's amount first. */
const partsOf = ({ input, ownMinor }: Search, step: AmountStep, probability: number): readonly AmountStep[] => {
  const cuts = policyCrossings(probability, input.policy)
    .flatMap((cents) => [Math.ceil(cents), Math.floor(cents) + 1])
    .map((cents) => firstWithCents(input.payment, cents) ?? 0)
    .filter((amountMinor) => amountMinor > step.fromMinor && amountMinor <= step.toMinor);
  const starts = [...new Set([step.fromMinor, ...cuts])].sort((a, b) => a - b);
  const parts = starts.map((fromMinor, i) => ({
    ...step,
    fromMinor,
    toMinor: (starts[i + 1] ?? step.toMinor + 1) - 1,
  }));
  return step.fromMinor < ownMinor ? parts.reverse() : parts;
};
