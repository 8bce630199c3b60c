import { type KnownEntity, knownOf, measureKnown } from '../domain/features/measure.ts';
import type { Payment } from '../domain/payment/payment.ts';
import { entitiesOf } from '../domain/profile/entity.ts';
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
  /** When the label arrived, where that is known; until then no payment sees it, whatever it says. */
  readonly knownAtMs?: number;
  readonly scenario?: string;
};
export type MeasuredPayment = LabelledPayment & { readonly features: Float32Array };

/**
 * Remembers a payment, after `look` has seen what was known of its entities just before it. That changes with the next payment: whoever keeps
 * any of it copies it.
 */
export type Past = <T>(row: LabelledPayment, look: (known: readonly KnownEntity[]) => T) => T;

/**
 * Takes in payments one after another as the live path would have: each sees only what came before it, and only the labels that had
 * arrived, `labelDelayMs` after their payments. Profiles are held in memory, and grow there.
 */
export const createPast = (labelDelayMs: number): Past => {
  const profiles = new Map<string, Profile>();
  const feed = createLabelFeed(labelDelayMs);
  const labelled = new Map<string, LabelledPayment>();
  return (row, look) => {
    const refs = entitiesOf(row.payment);
    const events = eventsOf(row.payment, refs);
    for (const { paymentId, fraud, labelledAtMs } of feed.takeDue(events[0].atMs)) {
      const told = labelled.get(paymentId);
      if (told === undefined) continue;
      labelled.delete(paymentId);
      learn(told.payment, { fraud, labelledAtMs: told.labelledAtMs ?? labelledAtMs }, profiles);
    }
    const known = knownOf(refs, profiles);
    const seen = look(known);
    for (let at = 0; at < refs.length; at += 1) addEvent(growing(known[at], profiles), events[at]);
    if (row.label === true) {
      feed.add(row.payment, row.knownAtMs ?? row.labelledAtMs);
      labelled.set(row.payment.id, row);
    }
    return seen;
  };
};

const growing = ({ ref, profile }: KnownEntity, profiles: Map<string, Profile>): GrowingProfile => {
  if (profile instanceof GrowingProfile) return profile;
  // A payment to oneself has just begun it.
  const begun = profiles.get(ref.key) ?? EMPTY_PROFILE;
  if (begun instanceof GrowingProfile) return begun;
  const grown = new GrowingProfile(begun);
  profiles.set(ref.key, grown);
  return grown;
};

/** Measures payments one after another, each against its past. */
export const createHistory = (labelDelayMs: number): ((row: LabelledPayment) => MeasuredPayment) => {
  const past = createPast(labelDelayMs);
  return (row) => ({ ...row, features: past(row, (known) => measureKnown(row.payment, known)) });
};
