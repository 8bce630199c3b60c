import { hash48 } from '../hash.ts';
import { toCents } from '../payment/currency.ts';
import { occurredAtMs, type Payment } from '../payment/payment.ts';
import { type Entity, type EntityRef, entitiesOf } from '../profile/entity.ts';
import { eventsOf } from '../profile/event.ts';
import { EMPTY_PROFILE, type Profile, withEvent } from '../profile/profile.ts';
import { type View, viewOf } from '../profile/view.ts';
import type { FeatureContext } from './feature.ts';
import { FEATURES } from './index.ts';
import { velocityOf } from './windows.ts';

/** Profiles by key; one that was never seen is absent. */
export type Profiles = Map<string, Profile>;

/**
 * The feature vector of a payment, in the order of FEATURES, as of just before it; then `profiles` remember the payment.
 * One pass over a batch in order of arrival is thus the same as one payment at a time. `refs` are the payment's entities, for who has them.
 */
export const measureAndRemember = (
  payment: Payment,
  profiles: Profiles,
  refs: readonly EntityRef[] = entitiesOf(payment),
): Float32Array => {
  const features = measure(payment, profiles, refs);
  const events = eventsOf(payment, refs);
  for (const [at, { key }] of refs.entries())
    profiles.set(key, withEvent(profiles.get(key) ?? EMPTY_PROFILE, events[at]));
  return features;
};

/** The feature vector alone. */
export const measure = (
  payment: Payment,
  profiles: ReadonlyMap<string, Profile>,
  refs: readonly EntityRef[] = entitiesOf(payment),
): Float32Array => measureKnown(payment, knownOf(refs, profiles));

/** An entity of a payment, and what is remembered of it; nothing when it was never seen. */
export type KnownEntity = { readonly ref: EntityRef; readonly profile: Profile | undefined };

export const knownOf = (refs: readonly EntityRef[], profiles: ReadonlyMap<string, Profile>): readonly KnownEntity[] =>
  refs.map((ref) => ({ ref, profile: profiles.get(ref.key) }));

/** The feature vector, from what is known of the payment's entities; written into `values` where they are given. */
export const measureKnown = (
  payment: Payment,
  known: readonly KnownEntity[],
  values: Float32Array = new Float32Array(MEASURES.length),
): Float32Array => {
  const context = contextOf(payment, known);
  for (let at = 0; at < MEASURES.length; at += 1) values[at] = MEASURES[at](context);
  return values;
};

const MEASURES = FEATURES.map((feature) => feature.of);

/** A feature, by its place in FEATURES, as it would have been measured had the amount been another and all else the same. */
export type FeatureAtAmount = (at: number, amountMinor: number) => number;

/** Makes that function for a payment; its past is looked at once. */
export const featureAtAmountOf = (payment: Payment, profiles: ReadonlyMap<string, Profile>): FeatureAtAmount => {
  const context = contextOf(payment, knownOf(entitiesOf(payment), profiles));
  return (at, amountMinor) =>
    Math.fround(
      FEATURES[at].of({
        ...context,
        payment: { ...payment, amountMinor },
        amountCents: toCents(amountMinor, payment.currency),
      }),
    );
};

const contextOf = (payment: Payment, known: readonly KnownEntity[]): FeatureContext => {
  const atMs = occurredAtMs(payment);
  const asOf = { atMs, id: hash48(payment.id) };
  // All five named, whoever takes part: features are then compiled for one shape.
  const views: Partial<Record<Entity, View>> = {
    sender: undefined,
    receiver: undefined,
    device: undefined,
    card: undefined,
    ip: undefined,
  };
  for (const { ref, profile } of known) views[ref.entity] = viewOf(profile, asOf);
  return {
    payment,
    atMs,
    amountCents: toCents(payment.amountMinor, payment.currency),
    views,
    velocity: velocityOf(views),
    between: views.sender?.pairCount('out', payment.receiver.account) ?? 0,
  };
};
