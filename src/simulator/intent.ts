import type { Payment } from '../domain/payment/payment.ts';
import type { Scenario } from './scenario.ts';
import type { Session } from './world/sessions.ts';

/** A person by number, or an account outside the population (shop, employer, cash agent) with its country. */
export type PartyRef = number | { readonly account: string; readonly country: string };

/** A payment that is to be made: its amount is settled when its time comes, against the balance of then. */
export type Intent = {
  readonly atMs: number;
  readonly type: Payment['type'];
  readonly sender: PartyRef;
  readonly receiver: PartyRef;
  /** Cents, given the sender's balance (0 when the sender is no person). */
  readonly amountMinor: (balanceMinor: number) => number;
  readonly session: Session;
  readonly card?: string;
  readonly merchantCategory?: string;
  /** Chance that the attempt fails elsewhere, such as by a wrong security code. */
  readonly failing?: number;
  readonly scenario: Scenario;
  /** What follows from it. */
  readonly followedBy?: (done: Done) => readonly Intent[];
};

export type Done = { readonly atMs: number; readonly amountMinor: number; readonly failed: boolean };
