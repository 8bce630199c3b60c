import { hash48 } from '../hash.ts';
import { occurredAtMs, type Payment } from '../payment/payment.ts';
import { entitiesOf } from './entity.ts';
import { EMPTY_PROFILE, type Profile, withLabel } from './profile.ts';

/** What became known of a payment. */
export type Verdict = { readonly fraud: boolean; readonly labelledAtMs: number };

/** Lets every entity of a payment know what became known of it, the account that paid and the one that was paid alike. */
export const learn = (payment: Payment, { fraud, labelledAtMs }: Verdict, profiles: Map<string, Profile>): void => {
  const known = { id: hash48(payment.id), atMs: occurredAtMs(payment), labelledAtMs, fraud };
  for (const { key, direction } of entitiesOf(payment))
    profiles.set(key, withLabel(profiles.get(key) ?? EMPTY_PROFILE, { ...known, direction }));
};
