import { hash48 } from '../hash.ts';
import { occurredAtMs, type Payment } from '../payment/payment.ts';
import { accountKey } from './entity.ts';
import { EMPTY_PROFILE, type Profile, withLabel } from './profile.ts';

/** What became known of a payment. */
export type Verdict = { readonly fraud: boolean; readonly labelledAtMs: number };

/** Lets the receiver of a payment know what became known of it: where stolen money went, or which terminal is compromised. */
export const learn = (payment: Payment, { fraud, labelledAtMs }: Verdict, profiles: Map<string, Profile>): void => {
  const key = accountKey(payment.receiver.account);
  const label = { id: hash48(payment.id), atMs: occurredAtMs(payment), labelledAtMs, fraud };
  profiles.set(key, withLabel(profiles.get(key) ?? EMPTY_PROFILE, label));
};
