import { measure } from '../domain/features/measure.ts';
import { occurredAtMs, type Payment } from '../domain/payment/payment.ts';
import { type EntityRef, entitiesOf } from '../domain/profile/entity.ts';
import { eventsOf } from '../domain/profile/event.ts';
import { GrowingProfile } from '../domain/profile/growing-profile.ts';
import { learn } from '../domain/profile/learn.ts';
import { addEvent, EMPTY_PROFILE, type Profile } from '../domain/profile/profile.ts';
import { createLabelFeed } from '../labels/label-feed.ts';

/** A payment of a history, with what is known of it by now. */
export type LabelledPayment = {
  readonly payment: Payment;
  readonly label?: boolean;
  readonly labelledAtMs?: number;
  readonly scenario?: string;
};
export type MeasuredPayment = LabelledPayment & { readonly features: Float32Array };

/** What is known of the entities of a payment. It changes with the next payment: whoever keeps any of it copies it. */
export type Known = { readonly refs: readonly EntityRef[]; readonly profiles: ReadonlyMap<string, Profile> };

/** Remembers a payment, after `look` has seen what was known just before it. */
export type Past = <T>(row: LabelledPayment, look: (known: Known) => T) => T;

/**
 * Takes in payments one after another as the live path would have: each sees only what came before it, and only the labels that had
 * arrived, `labelDelayMs` after their payments. Profiles are held in memory, and grow there.
 */
export const createPast = (labelDelayMs: number): Past => {
  const profiles = new Map<string, Profile>();
  const feed = createLabelFeed(labelDelayMs);
  const labelled = new Map<string, Payment>();
  return (row, look) => {
    for (const { paymentId, fraud, labelledAtMs } of feed.takeDue(occurredAtMs(row.payment))) {
      const payment = labelled.get(paymentId);
      if (payment === undefined) continue;
      labelled.delete(paymentId);
      learn(payment, { fraud, labelledAtMs }, profiles);
    }
    const refs = entitiesOf(row.payment);
    const seen = look({ refs, profiles });
    const events = eventsOf(row.payment, refs);
    for (let at = 0; at < refs.length; at += 1) addEvent(growing(profiles, refs[at].key), events[at]);
    if (row.label === true) {
      feed.add(row.payment, row.labelledAtMs);
      labelled.set(row.payment.id, row.payment);
    }
    return seen;
  };
};

const growing = (profiles: Map<string, Profile>, key: string): GrowingProfile => {
  const known = profiles.get(key);
  if (known instanceof GrowingProfile) return known;
  const begun = new GrowingProfile(known ?? EMPTY_PROFILE);
  profiles.set(key, begun);
  return begun;
};

/** Measures payments one after another, each against its past. */
export const createHistory = (labelDelayMs: number): ((row: LabelledPayment) => MeasuredPayment) => {
  const past = createPast(labelDelayMs);
  return (row) => ({ ...row, features: past(row, ({ refs, profiles }) => measure(row.payment, profiles, refs)) });
};
