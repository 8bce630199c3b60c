import { FEATURE_NAMES } from '../../src/domain/features/index.ts';
import { measure, measureAndRemember, type Profiles } from '../../src/domain/features/measure.ts';
import type { Payment } from '../../src/domain/payment/payment.ts';
import { learn } from '../../src/domain/profile/learn.ts';
import { aPayment, PAYMENT_TIME } from './a-payment.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** From the start of the first of the 28 days before `aPayment()` to the payment, which is made at noon. */
export const SINCE_FIRST_OF_28_DAYS_MS = 28.5 * DAY_MS;

/** A payment made some time before `aPayment()`, and what became known of it; negative is later. */
export type Past = Partial<Payment> & {
  readonly agoMs: number;
  readonly label?: { readonly fraud: boolean; readonly agoMs: number };
};

export type Measured = { readonly history?: readonly Past[]; readonly payment?: Partial<Payment> };

/** Some payments before `aPayment()`, all alike, a gap apart, the newest `agoMs` before it. */
export const repeated = (count: number, gapMs: number, past: Past): readonly Past[] =>
  Array.from({ length: count }, (_, index) => ({ ...past, agoMs: past.agoMs + (count - 1 - index) * gapMs }));

/** The value of one feature of `aPayment(payment)` after a history, which arrives in the order given. */
export const featureOf = (name: string, measured: Measured = {}): number => {
  const at = FEATURE_NAMES.indexOf(name);
  if (at === -1) throw new Error(`no feature is called ${name}`);
  return featuresOf(measured)[at];
};

/** The feature vector of `aPayment(payment)` after a history. */
export const featuresOf = ({ history = [], payment = {} }: Measured = {}): Float32Array =>
  measure(aPayment(payment), profilesAfter(history));

/** All profiles after a history; its payments are called `past-0`, `past-1`, ... where they have no id. */
export const profilesAfter = (history: readonly Past[]): Profiles => {
  const profiles: Profiles = new Map();
  for (const [index, { agoMs, label, ...past }] of history.entries()) {
    const payment = aPayment({ id: `past-${index}`, occurredAt: timeAgo(agoMs), ...past });
    measureAndRemember(payment, profiles);
    if (label === undefined) continue;
    learn(payment, { fraud: label.fraud, labelledAtMs: Date.parse(timeAgo(label.agoMs)) }, profiles);
  }
  return profiles;
};

/** ISO 8601, so long before `aPayment()`. */
export const timeAgo = (agoMs: number): string => new Date(Date.parse(PAYMENT_TIME) - agoMs).toISOString();
