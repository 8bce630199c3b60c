import { hash32, hash48 } from '../hash.ts';
import { toCents } from '../payment/currency.ts';
import { occurredAtMs, type Payment } from '../payment/payment.ts';
import type { Direction, EntityRef } from './entity.ts';

/** What a profile remembers of one payment. */
export type Event = {
  /** 48-bit hash of the payment id. */
  readonly id: number;
  readonly atMs: number;
  readonly cents: number;
  readonly direction: Direction;
  /** 32-bit hash of the counterparty. */
  readonly peer: number;
  readonly failed: boolean;
  readonly place?: Place;
};

/** Degrees, rounded to single precision (about a metre). */
export type Place = { readonly latitude: number; readonly longitude: number };

/** A payment as each of the entities given remembers it, in their order. */
export const eventsOf = (payment: Payment, refs: readonly EntityRef[]): readonly Event[] => {
  const seenByAll = {
    id: hash48(payment.id),
    atMs: occurredAtMs(payment),
    cents: toCents(payment.amountMinor, payment.currency),
    failed: payment.failed ?? false,
    ...(payment.location && { place: roundedPlace(payment.location) }),
  };
  return refs.map(({ direction, counterparty }) => ({ ...seenByAll, direction, peer: hash32(counterparty) }));
};

const roundedPlace = ({ latitude, longitude }: Place): Place => ({
  latitude: Math.fround(latitude),
  longitude: Math.fround(longitude),
});

/** The order of events: by time, then by id, so that no two are equal and arrival does not matter. */
export const isBefore = (a: { atMs: number; id: number }, b: { atMs: number; id: number }): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.id < b.id);
